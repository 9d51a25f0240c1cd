import { PageHead } from '#app/ui/layout/page-head.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatInteger } from '#locales/format.ts'

interface Outcome {
  companyId: number
  name: string
  /** Why it was not invited, in words; null: it was. */
  skipped: string | null
  invitationId?: number | undefined
}

/** Who was invited, and who was skipped and why. */
export function ContactOutcomes({ outcomes }: { outcomes: readonly Outcome[] }) {
  const { t, locale } = useWords()
  const sent = outcomes.filter(({ skipped }) => skipped === null).length
  const left = outcomes.length - sent
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
        crumbs={[{ label: t('companies:title'), href: '/admin/companies' }]}
        lead={
          left > 0 ? t('companies:inviteMany.skipped', { count: left, n: formatInteger(left, locale) }) : null
        }
      >
        <a className="btn" href="/admin/invitations">
          {t('invitations:title')}
        </a>
      </PageHead>
      <Table label={t('companies:inviteMany.title')} head={head}>
        {outcomes.map(({ companyId, name, skipped, invitationId }) => (
          <tr key={companyId}>
            <td className="main">
              <a href={`/admin/companies/${companyId}`}>{name}</a>
            </td>
            <td className="end">
              {invitationId ? (
                <a href={`/admin/invitations/${invitationId}`}>{t('invitations:status.pending')}</a>
              ) : (
                skipped
              )}
            </td>
          </tr>
        ))}
      </Table>
    </>
  )
}
