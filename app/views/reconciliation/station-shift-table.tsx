import type { ReactNode } from 'react'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime } from '#locales/format.ts'
import type { StationShiftView } from './station-shift-view.ts'

export function StationShiftTable({ shifts, bar }: { shifts: readonly StationShiftView[]; bar: ReactNode }) {
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('reconciliation:shift')}</th>
      <th scope="col">{t('common:field.station')}</th>
      <th scope="col" className="extra">
        {t('reconciliation:system')}
      </th>
      <th scope="col">{t('till:shift.closedAt')}</th>
      <th scope="col">{t('reconciliation:result')}</th>
    </>
  )
  return (
    <Table label={t('reconciliation:title')} head={head} bar={bar}>
      {shifts.map((shift) => (
        <tr key={shift.id}>
          <td className="main">
            <a href={`/admin/station-shifts/${shift.id}`}>{shift.shiftId}</a>
          </td>
          <td data-label={t('common:field.station')}>{shift.station}</td>
          <td data-label={t('reconciliation:system')} className="extra">
            {shift.system}
          </td>
          <td data-label={t('till:shift.closedAt')} className="tabular">
            {formatDateTime(shift.closedAt, locale)}
          </td>
          <td data-label={t('reconciliation:result')}>
            <Result {...shift} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

function Result({ differences, unsettled }: StationShiftView) {
  const { t } = useWords()
  if (differences === 0) return t('reconciliation:agrees')
  if (unsettled === 0) return t('reconciliation:settled', { count: differences })
  return <strong>{t('reconciliation:open', { count: unsettled })}</strong>
}
