import type { ReactNode } from 'react'
import type { AnnouncementState } from '#app/domain/announcements/announcements.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDates } from '#locales/format.ts'
import { announcementLabels } from './announcement-labels.ts'

interface AnnouncementTableProps {
  rows: readonly {
    id: number
    state: AnnouncementState
    isForAll: boolean
    /** In the reader's language. */
    title: string
    /** Days, inclusive. */
    from: string
    until: string
  }[]
  bar?: ReactNode
}

export function AnnouncementTable({ rows, bar }: AnnouncementTableProps) {
  const { t, locale } = useWords()
  const labels = announcementLabels(t)
  const head = (
    <>
      <th scope="col">{t('announcements:name')}</th>
      <th scope="col">{t('announcements:period')}</th>
      <th scope="col">{t('announcements:audience')}</th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Table label={t('announcements:title')} head={head} bar={bar}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="main">
            <a href={`/admin/announcements/${row.id}`}>{row.title}</a>
          </td>
          <td data-label={t('announcements:period')} className="tabular">
            {formatDates(row.from, row.until, locale)}
          </td>
          <td data-label={t('announcements:audience')}>
            {t(row.isForAll ? 'announcements:forAll' : 'announcements:forChosen')}
          </td>
          <td className="state">
            <span className={badges.announcement[row.state]}>{labels[row.state]}</span>
          </td>
        </tr>
      ))}
    </Table>
  )
}
