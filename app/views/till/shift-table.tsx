import type { ReactNode } from 'react'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime } from '#locales/format.ts'
import type { ShiftView } from './till-view.ts'

export function ShiftTable({ shifts, bar }: { shifts: readonly ShiftView[]; bar: ReactNode }) {
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('till:shift.title')}</th>
      <th scope="col">{t('common:field.station')}</th>
      <th scope="col">{t('till:shift.cashier')}</th>
      <th scope="col">{t('till:shift.openedAt')}</th>
      <th scope="col">{t('till:shift.closedAt')}</th>
    </>
  )
  return (
    <Table label={t('till:admin.title')} head={head} bar={bar}>
      {shifts.map((shift) => (
        <tr key={shift.id}>
          <td className="main">
            <a href={`/admin/shifts/${shift.id}`}>{t('till:shift.numbered', { id: shift.id })}</a>
            {shift.endedByStaff ? <small>{t('till:admin.endedByStaff')}</small> : null}
          </td>
          <td data-label={t('common:field.station')}>{shift.station}</td>
          <td data-label={t('till:shift.cashier')}>{shift.cashier}</td>
          <td data-label={t('till:shift.openedAt')} className="tabular">
            {formatDateTime(shift.openedAt, locale)}
          </td>
          <td data-label={t('till:shift.closedAt')} className="tabular">
            {shift.closedAt ? formatDateTime(shift.closedAt, locale) : ''}
          </td>
        </tr>
      ))}
    </Table>
  )
}
