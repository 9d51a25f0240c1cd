import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { InviteContacts } from '#app/domain/invitations/invitations.input.server.ts'
import { inviteCompanyContacts } from '#app/domain/invitations/invitations.server.ts'
import { formatInteger } from '#app/domain/kernel/format.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { readFields } from '#app/http/forms/submit.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { Table } from '#app/ui/list/table.tsx'

export const handle: PageHandle = { title: 'companies:inviteMany.title' }

/** The list with the boxes to tick is /admin/companies. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRight(await requireStaff(request, context), 'invite_clients')
  return null
}

/** Sent twice it invites nobody twice: the second time each company says "invited already". */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'invite_clients')
  const input = InviteContacts.safeParse(await readFields(request))
  if (!input.success) throw redirect('/admin/companies')
  return data({ outcomes: await inviteCompanyContacts(ctx, input.data.companyIds, ctx.locale) })
}

export default function InvitedContacts() {
  const answer = useActionData<typeof action>()
  const { t, say, locale } = useWords()
  const outcomes = answer?.outcomes ?? []
  const sent = outcomes.filter(({ outcome }) => outcome === 'invited').length
  const skipped = outcomes.length - sent
  const crumbs = [{ label: t('companies:title'), href: '/admin/companies' }]
  const back = (
    <a className="btn btn-primary" href="/admin/companies">
      {t('companies:title')}
    </a>
  )
  if (outcomes.length === 0) {
    return (
      <>
        <PageHead title={t('companies:inviteMany.title')} crumbs={crumbs} />
        <EmptyState title={t('companies:inviteMany.nothingTicked')} icon="invitation" action={back} />
      </>
    )
  }
  const head = (
    <>
      <th scope="col">{t('companies:name')}</th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <>
      <PageHead
        title={t('companies:inviteMany.done', { count: sent, n: formatInteger(sent, locale) })}
        crumbs={crumbs}
        lead={
          skipped > 0
            ? t('companies:inviteMany.skipped', { count: skipped, n: formatInteger(skipped, locale) })
            : null
        }
      >
        <a className="btn" href="/admin/invitations">
          {t('invitations:title')}
        </a>
      </PageHead>
      <Table label={t('companies:inviteMany.title')} head={head}>
        {outcomes.map(({ companyId, name, outcome, invitationId }) => (
          <tr key={companyId}>
            <td className="main">
              <a href={`/admin/companies/${companyId}`}>{name}</a>
            </td>
            <td className="end">
              {invitationId ? (
                <a href={`/admin/invitations/${invitationId}`}>{t('invitations:status.pending')}</a>
              ) : (
                say(`errors:${outcome}`)
              )}
            </td>
          </tr>
        ))}
      </Table>
    </>
  )
}
