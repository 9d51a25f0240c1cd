import type { ReactNode } from 'react'
import type { ClientRole, StaffRole } from '#app/domain/kernel/roles.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate } from '#locales/format.ts'

export interface InvitationRow {
  id: number
  email: string
  companyName: string | null
  as: ClientRole | StaffRole | null
  state: 'waiting' | 'accepted' | 'expired' | 'revoked'
  /** Wall clocks of Almaty. */
  sentAt: string
  expiresAt: string
  reinviteRequested: boolean
  /** What became of its last letter, when that is bad news. */
  delivery: 'bounced' | 'complained' | 'delayed' | null
}

const badgeOf = { waiting: 'pending', accepted: 'accepted', expired: 'expired', revoked: 'revoked' } as const

export function InvitationTable({
  invitations,
  bar,
}: {
  invitations: readonly InvitationRow[]
  bar?: ReactNode
}) {
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('common:field.email')}</th>
      <th scope="col">{t('invitations:company')}</th>
      <th scope="col">{t('invitations:role')}</th>
      <th scope="col" className="extra">
        {t('invitations:sentAt')}
      </th>
      <th scope="col">{t('invitations:expiresAt')}</th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Table label={t('invitations:title')} head={head} bar={bar}>
      {invitations.map((row) => (
        <tr key={row.id}>
          <td className="main">
            <a href={`/admin/invitations/${row.id}`}>{row.email}</a>
            {row.reinviteRequested ? <div className="quiet small">{t('invitations:reinvite')}</div> : null}
            {row.delivery ? <div className="quiet small">{t(`mail:delivery.${row.delivery}`)}</div> : null}
          </td>
          <td className="half">{row.companyName ?? t('invitations:toStaff')}</td>
          <td data-label={t('invitations:role')}>{row.as ? t(`common:role.${row.as}`) : null}</td>
          <td data-label={t('invitations:sentAt')} className="tabular extra">
            {formatDate(row.sentAt, locale)}
          </td>
          <td data-label={t('invitations:expiresAt')} className="tabular">
            {formatDate(row.expiresAt, locale)}
          </td>
          <td className="state">
            <span className={badges.invitation[badgeOf[row.state]]}>
              {t(`invitations:status.${badgeOf[row.state]}`)}
            </span>
          </td>
        </tr>
      ))}
    </Table>
  )
}
