import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { setSessionCompany } from '#app/domain/access/own-sessions.server.ts'
import { listOwnCompanies } from '#app/domain/accounts/own-companies.server.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { rowId } from '#app/domain/kernel/id.input.server.ts'
import { safeRedirect } from '#app/http/forms/redirect.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { currentSession, requirePerson } from '#app/http/session/guards.server.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { SupportContacts } from '#app/ui/feedback/support-contacts.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { CompanyChoices, CompanyQuestion } from '#app/views/companies/company-choices.tsx'

export const handle: PageHandle = { title: 'common:field.company' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requirePerson(request, context)
  const companies = await listOwnCompanies(ctx)
  const open = companies.filter(({ isClosed }) => !isClosed)
  const query = new URL(request.url).searchParams
  const wanted = open.find(({ id }) => String(id) === query.get('for'))
  return {
    asked: wanted
      ? {
          id: wanted.id,
          name: wanted.name,
          to: safeRedirect(ctx.settings, query.get('redirectTo'), '/cabinet'),
        }
      : null,
    open: open.map(({ id, name, bin, role }) => ({ id, name, bin, role })),
    // Who has a company that is open learns of a closed one only when it was the one shown.
    closed:
      ctx.actor.kind === 'client' ? [] : companies.filter((one) => one.isClosed).map(({ name }) => name),
  }
}

const ShowCompany = z.object({
  companyId: rowId,
  /** The page that the switch was asked for. */
  redirectTo: z.string().max(2_000).optional(),
})

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requirePerson(request, context)
  if (ctx.actor.kind === 'staff') reject('not_allowed')
  const { sessionId } = (await currentSession(request, context)) ?? reject('not_signed_in')
  return submit(ctx, request, ShowCompany, async ({ companyId, redirectTo }) => {
    await setSessionCompany(ctx, sessionId, companyId)
    const company = (await listOwnCompanies(ctx)).find(({ id }) => id === companyId)?.name ?? ''
    const there = safeRedirect(ctx.settings, redirectTo, '/cabinet')
    return redirectWithToast(ctx.settings, there, 'common:companySwitch.changed', { company })
  })
}

export default function Company() {
  const { asked, open, closed } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { companyId } = useRoot()
  const isOut = companyId === null
  const title = !isOut
    ? t('common:field.company')
    : closed.length > 0
      ? t('common:companyClosed.title')
      : t('common:noCompany.title')
  return (
    <>
      <PageHead title={title} />
      <div className="stack">
        {isOut ? (
          <Alert tone="warn">
            {closed.length > 0
              ? closed.map((company) => <p key={company}>{t('common:companyClosed.text', { company })}</p>)
              : t('common:noCompany.text')}
            <SupportContacts />
          </Alert>
        ) : null}
        {asked && asked.id !== companyId ? <CompanyQuestion company={asked} /> : null}
        {open.length > 0 ? <CompanyChoices companies={open} shown={companyId} /> : null}
      </div>
    </>
  )
}
