import type { ReactNode } from 'react'
import type { AuditData } from '#app/domain/audit/audit-data.ts'
import { formatDateTime } from '#app/domain/kernel/format.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { AuditDetails } from './audit-details.tsx'

export interface AuditTableEntry {
  id: number
  /** Wall clock of Almaty. */
  at: string
  action: string
  actorKind: 'guest' | 'staff' | 'client' | 'person' | 'api_key' | 'system'
  actor: string
  company: { id: number; name: string } | null
  subject: { kind: string; id: number } | null
  ip: string
  data: AuditData
}

/** Who did what, when, to what and from where. */
export function AuditTable({ entries, bar }: { entries: readonly AuditTableEntry[]; bar?: ReactNode }) {
  const { t, say, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('audit:what')}</th>
      <th scope="col">{t('audit:when')}</th>
      <th scope="col">{t('audit:who')}</th>
      <th scope="col">{t('audit:subject')}</th>
      <th scope="col">{t('audit:where')}</th>
    </>
  )
  return (
    <Table label={t('audit:title')} head={head} bar={bar}>
      {entries.map((entry) => (
        <tr key={entry.id}>
          <td className="main">
            {say(`audit:actions.${entry.action}`)}
            <AuditDetails data={entry.data} />
          </td>
          <td className="half tabular nowrap">{formatDateTime(entry.at, locale)}</td>
          <td data-label={t('audit:who')}>
            <Who entry={entry} />
          </td>
          {entry.subject || entry.company ? (
            <td data-label={t('audit:subject')}>
              <span>
                {entry.subject ? <Subject {...entry.subject} companyId={entry.company?.id} /> : null}
                {entry.company ? (
                  <div className="small">
                    <a href={`/admin/companies/${entry.company.id}`}>{entry.company.name}</a>
                  </div>
                ) : null}
              </span>
            </td>
          ) : (
            <td className="narrow-hide" />
          )}
          <td data-label={t('audit:where')} className="extra tabular">
            {entry.ip}
          </td>
        </tr>
      ))}
    </Table>
  )
}

function Who({ entry: { actor, actorKind } }: { entry: AuditTableEntry }) {
  const { t, say } = useWords()
  const kind = t(`audit:actor.${actorKind}`)
  const name = actorKind === 'system' ? say(`audit:system.${actor}`) : actor
  return (
    <span>
      {name || kind}
      {name ? <div className="quiet small">{kind}</div> : null}
    </span>
  )
}

interface SubjectProps {
  kind: string
  id: number
  companyId: number | undefined
}

/** `Coupon #17`, leading to its page. */
function Subject({ kind, id, companyId }: SubjectProps) {
  const { t } = useWords()
  const things: Record<string, { what: string; page: string | null }> = {
    company: { what: t('companies:one'), page: '/admin/companies' },
    card: { what: t('cards:one'), page: companyId ? `/admin/companies/${companyId}/cards` : null },
    coupon: { what: t('coupons:one'), page: companyId ? `/admin/companies/${companyId}/coupons` : null },
    invitation: { what: t('invitations:one'), page: '/admin/invitations' },
    request: { what: t('requests:one'), page: '/admin/requests' },
    user: { what: t('users:one'), page: '/admin/users' },
    import: { what: t('audit:import'), page: '/admin/imports' },
    product: { what: t('common:field.product'), page: '/admin/products' },
    mail: { what: t('mail:one'), page: '/admin/mail' },
  }
  const { what, page } = things[kind] ?? { what: kind, page: null }
  const text = t('audit:number', { what, id })
  return page ? <a href={`${page}/${id}`}>{text}</a> : <span>{text}</span>
}
