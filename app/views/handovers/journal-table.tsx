import { Fragment } from 'react'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate, formatDateTime, formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import type { JournalRow, JournalView } from './journal-view.ts'

/** The journal to be signed, on the screen and on paper. */
export function JournalTable({ journal: { rows, total } }: { journal: JournalView }) {
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">№</th>
      <th scope="col">{t('handovers:journalOf.whom')}</th>
      <th scope="col">{t('handovers:coupons')}</th>
      <th scope="col" className="num">
        {t('handovers:volume')}
      </th>
      <th scope="col">{t('handovers:handedBy')}</th>
      <th scope="col" className="signature">
        {t('handovers:journalOf.signature')}
      </th>
    </>
  )
  const foot = (
    <tr>
      <th scope="row" colSpan={2}>
        {t('handovers:journalOf.total')}
      </th>
      <td data-label={t('handovers:coupons')}>
        {t('coupons:count', { count: total.coupons, n: formatInteger(total.coupons, locale) })}
      </td>
      <td className="num" data-label={t('handovers:volume')}>
        {formatVolume(total.volume, locale)}
      </td>
      <td colSpan={2} data-label={t('common:field.amount')}>
        {formatMoney(total.amount, locale)}
      </td>
    </tr>
  )
  return (
    <Table label={t('handovers:journal')} head={head} foot={foot} bar={null}>
      {rows.map((row) => (
        <Fragment key={row.id}>
          {row.lots.map((_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lots of a hand-over stay as they are
            <LotRow key={at} row={row} at={at} />
          ))}
        </Fragment>
      ))}
    </Table>
  )
}

/** The first of a hand-over says whose it is; the others go on. */
function LotRow({ row, at }: { row: JournalRow; at: number }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const lot = row.lots[at]
  if (!lot) return null
  return (
    <tr>
      <td className="tabular narrow-hide">{lot.no}</td>
      <td className="main">
        <a href={`/handovers/${row.id}`}>
          <bdi>{row.name}</bdi>
        </a>
        <small>
          {joined([row.plate, formatDateTime(row.at, locale)], ' · ')}
          {row.returnedAt && at === 0 ? (
            <span className="block">
              {t('handovers:status.returned')}: {formatDateTime(row.returnedAt, locale)}
            </span>
          ) : null}
        </small>
      </td>
      <td data-label={t('handovers:coupons')}>
        <span>
          {fuels.shortOf(lot.product)}, {formatVolume(lot.nominal, locale)} × {lot.numbers.length}
          <small className="tabular">
            {withNumbersInGroups(lot.numbers.join(', '))} · {t('coupons:validUntil')}:{' '}
            {formatDate(lot.until, locale)}
          </small>
        </span>
      </td>
      <td className="num" data-label={t('handovers:volume')}>
        {formatVolume(lot.volume, locale)}
      </td>
      <td data-label={t('handovers:handedBy')}>{row.by}</td>
      <td className="signature" />
    </tr>
  )
}
