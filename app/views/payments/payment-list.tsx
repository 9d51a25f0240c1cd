import type { ReactNode } from 'react'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate, formatMoney } from '#locales/format.ts'
import type { PaymentRowView } from './payment-view.ts'

export function PaymentTable({ rows, bar }: { rows: readonly PaymentRowView[]; bar: ReactNode }) {
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('payments:one')}</th>
      <th scope="col">{t('payments:day')}</th>
      <th scope="col">{t('payments:otherSide')}</th>
      <th scope="col" className="num">
        {t('common:field.amount')}
      </th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Table label={t('payments:title')} head={head} bar={bar}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="main">
            <a href={`/admin/payments/${row.id}`}>
              {row.number ? t('payments:numbered', { number: row.number }) : t('payments:unnumbered')}
            </a>
          </td>
          <td data-label={t('payments:day')} className="tabular">
            {formatDate(row.occurredOn, locale)}
          </td>
          <td data-label={t('payments:otherSide')}>
            <span>
              {row.name || '—'}
              {row.bin ? <span className="block quiet small tabular">{row.bin}</span> : null}
            </span>
          </td>
          <td data-label={t('common:field.amount')} className="num">
            {formatMoney(row.amount, locale)}
          </td>
          <td className="state">
            <span className={badges.payment[row.status]}>{t(`payments:status.${row.status}`)}</span>
            {row.reason ? (
              <span className="block quiet small">{t(`payments:reason.${row.reason}`)}</span>
            ) : null}
          </td>
        </tr>
      ))}
    </Table>
  )
}
