import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { StartImport } from '#app/domain/imports/imports.input.server.ts'
import { startImport } from '#app/domain/imports/imports.server.ts'
import { encodings } from '#app/domain/imports/parsing/encodings.ts'
import { neededForNew, tradeKinds } from '#app/domain/imports/parsing/kinds.ts'
import { limits } from '#app/domain/imports/parsing/limits.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import type { Fields } from '#app/http/forms/fields.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { submitUpload } from '#app/http/forms/uploads.server.ts'
import { refuseStrayForm } from '#app/http/session/drawn-for.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { FileField } from '#app/ui/form/file-field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

export const handle: PageHandle = { title: 'admin:newImport' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRight(await requireStaff(request, context), 'run_imports')
  return { megabytes: limits.fileBytes / 1024 / 1024 }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'run_imports')
  const target = { pattern: '/admin/imports/new', hasPage: true }
  const refuse = (fields: Fields | null) => refuseStrayForm(request, context, target, fields)
  return submitUpload(ctx, request, context, StartImport, refuse, async (input, file) => {
    const id = await startImport(ctx, input, file)
    return redirectWithToast(ctx.settings, `/admin/imports/${id}`, 'imports:queued')
  })
}

export default function NewImport() {
  const { megabytes } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('admin:newImport')}
        lead={t('imports:lead')}
        crumbs={[{ label: t('imports:title'), href: '/admin/imports' }]}
      />
      <Panel>
        <Form answer={answer} nonce={useRoot().formNonce} encType="multipart/form-data">
          <Select
            name="kind"
            label={t('imports:kind.label')}
            required
            empty={t('common:form.choose')}
            options={tradeKinds.map((value) => ({ value, label: t(`admin:data.kind.${value}`) }))}
          />
          <RequiredColumns />
          <Select
            name="encoding"
            label={t('imports:encoding.label')}
            empty={t('imports:encoding.detected')}
            options={encodings.map((value) => ({ value, label: value }))}
          />
          {/* Last: what comes before it is kept when the file is refused while it is sent. */}
          <FileField
            name="file"
            label={t('imports:file')}
            hint={t('imports:fileHint', { megabytes })}
            accept=".csv,.txt,.tsv,.xlsx,.xls,.ods,.xml,.html,.htm,.dbf,.json,.gz,.zip"
            required
          />
          <div className="form-actions">
            <SubmitButton>{t('imports:upload')}</SubmitButton>
            <a className="btn btn-quiet" href="/admin/imports">
              {t('common:action.cancel')}
            </a>
          </div>
        </Form>
      </Panel>
    </>
  )
}

/** For every data type; the stylesheet shows the chosen one's, so that it works without JavaScript. */
function RequiredColumns() {
  const { t, say } = useWords()
  return tradeKinds.map((kind) => {
    const fields = neededForNew(kind).map((field) => say(`imports:fields.${kind}.${field}`))
    return (
      <p key={kind} className="hint for-kind" data-kind={kind}>
        {t('imports:columnsHint', { fields: fields.join(', ') })}
      </p>
    )
  })
}
