import { Fragment, type ReactNode } from 'react'
import type { AuditData } from '#app/domain/audit/audit-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate } from '#locales/format.ts'
import { AuditDetails } from './audit-details.tsx'
import { Subject, Who } from './audit-parts.tsx'

export interface AuditTableEntry {
  id: number
  /** Wall clock of Almaty. */
  at: string
  action: string
  actorKind: 'guest' | 'staff' | 'client' | 'person' | 'integration' | 'system'
  actor: string
  /** Of a person; empty where none is known. */
  actorName: string
  company: { id: number; name: string } | null
  subject: { kind: string; id: number; name: string } | null
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
      <th scope="col" className="extra">
        {t('audit:where')}
      </th>
    </>
  )
  return (
    <Table label={t('audit:title')} head={head} bar={bar}>
      {entries.map((entry, index) => (
        <Fragment key={entry.id}>
          {dayOf(entry) === dayOf(entries[index - 1]) ? null : (
            <tr className="day">
              <th scope="rowgroup" colSpan={5}>
                {formatDate(entry.at, locale)}
              </th>
            </tr>
          )}
          <tr>
            <td className="main">
              {say(`audit:actions.${entry.action}`)}
              <AuditDetails data={entry.data} />
            </td>
            <td className="half tabular nowrap">{entry.at.slice(11, 16)}</td>
            <td data-label={t('audit:who')}>
              <Who entry={entry} />
            </td>
            {entry.subject || entry.company ? (
              <td data-label={t('audit:subject')}>
                <span>
                  {entry.subject ? (
                    <Subject {...entry.subject} data={entry.data} companyId={entry.company?.id} />
                  ) : null}
                  {entry.company ? (
                    <span className="block small">
                      <a href={`/admin/companies/${entry.company.id}`}>{entry.company.name}</a>
                    </span>
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
        </Fragment>
      ))}
    </Table>
  )
}

/** `2026-03-05` */
function dayOf(entry: AuditTableEntry | undefined): string | undefined {
  return entry?.at.slice(0, 10)
}
