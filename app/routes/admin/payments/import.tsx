import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { startImport } from '#app/domain/imports/imports.server.ts'
import { limits } from '#app/domain/imports/parsing/limits.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import type { Fields } from '#app/http/forms/fields.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { submitUpload } from '#app/http/forms/uploads.server.ts'
import { refuseStrayForm } from '#app/http/session/drawn-for.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { FileField } from '#app/ui/form/file-field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

export const handle: PageHandle = { title: 'payments:import' }

const StatementFile = z.object({})

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRight(await requireStaff(request, context), 'run_imports')
  return { megabytes: limits.fileBytes / 1024 / 1024 }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'run_imports')
  const target = { pattern: '/admin/payments/import', hasPage: true }
  const refuse = (fields: Fields | null) => refuseStrayForm(request, context, target, fields)
  return submitUpload(ctx, request, context, StatementFile, refuse, async (_input, file) => {
    const id = await startImport(ctx, { kind: 'payments', encoding: undefined }, file)
    return redirectWithToast(ctx.settings, `/admin/imports/${id}`, 'payments:uploaded')
  })
}

export default function ImportPayments() {
  const { megabytes } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('payments:import')}
        lead={t('payments:importLead')}
        crumbs={[{ label: t('payments:title'), href: '/admin/payments' }]}
      />
      <Panel>
        <Form answer={answer} nonce={useRoot().formNonce} encType="multipart/form-data">
          <FileField
            name="file"
            label={t('payments:file')}
            hint={t('payments:fileHint', { megabytes })}
            accept=".txt,.csv,.xlsx,.xls,.ods,.xml,.html,.htm,.gz,.zip,.kl,.1c,.bnk"
            required
          />
          <div className="form-actions">
            <SubmitButton>{t('payments:upload')}</SubmitButton>
            <a className="btn btn-quiet" href="/admin/payments">
              {t('common:action.cancel')}
            </a>
          </div>
        </Form>
      </Panel>
    </>
  )
}
