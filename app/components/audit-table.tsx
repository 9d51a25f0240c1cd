import type { ReactNode } from 'react'
import { formatDateTime } from '#app/domain/format.ts'
import { Table } from './table.tsx'
import { useWords } from './words.ts'

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
  data: string
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
            {entry.data ? <div className="quiet small">{entry.data}</div> : null}
          </td>
          <td className="half tabular nowrap">{formatDateTime(entry.at, locale)}</td>
          <td data-label={t('audit:who')}>
            {entry.actor || t(`audit:actor.${entry.actorKind}`)}
            <div className="quiet small">{t(`audit:actor.${entry.actorKind}`)}</div>
          </td>
          <td data-label={t('audit:subject')}>
            {entry.subject ? <Subject kind={entry.subject.kind} id={entry.subject.id} /> : null}
            {entry.company ? (
              <div className="small">
                <a href={`/admin/companies/${entry.company.id}`}>{entry.company.name}</a>
              </div>
            ) : null}
          </td>
          <td data-label={t('audit:where')} className="extra tabular">
            {entry.ip}
          </td>
        </tr>
      ))}
    </Table>
  )
}

const pages: Record<string, string> = {
  company: 'companies',
  invitation: 'invitations',
  request: 'requests',
  user: 'users',
  import: 'imports',
  mail: 'mail',
}

function Subject({ kind, id }: { kind: string; id: number }) {
  const text = `${kind} #${id}`
  return Object.hasOwn(pages, kind) ? <a href={`/admin/${pages[kind]}/${id}`}>{text}</a> : <span>{text}</span>
}
