import type { ReactNode } from 'react'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { InstrumentName } from '#app/ui/list/number-in-groups.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate, formatMoney, formatVolume } from '#locales/format.ts'
import { isolated, joined } from '#locales/isolated.ts'
import type { EntryView, PeriodView } from './account-view.ts'

interface Props {
  rows: readonly EntryView[]
  period: PeriodView
  bar: ReactNode
}

/** The ledger: what came in and what went out, each row with its cause, and the turnovers of the period. */
export function EntryTable({ rows, period, bar }: Props) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const head = (
    <>
      <th scope="col">{t('contract-account:entry.what')}</th>
      <th scope="col">{t('contract-account:entry.bookedOn')}</th>
      <th scope="col" className="extra">
        {t('contract-account:entry.about')}
      </th>
      <th scope="col" className="num">
        {t('contract-account:credit')}
      </th>
      <th scope="col" className="num">
        {t('contract-account:debit')}
      </th>
    </>
  )
  const money = (tiyn: number) => formatMoney(tiyn, locale)
  const litres = ({ product, volume }: EntryView) =>
    product && volume !== null
      ? `${fuels.shortOf(product)}, ${formatVolume(Math.abs(volume), locale)}`
      : undefined
  return (
    <Table label={t('contract-account:movements')} head={head} foot={<Turnovers period={period} />} bar={bar}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="main">
            <a href={row.href}>{joined([t(`contract-account:kind.${row.kind}`), litres(row)])}</a>
          </td>
          <td data-label={t('contract-account:entry.bookedOn')} className="tabular">
            {formatDate(row.bookedOn, locale)}
          </td>
          <td data-label={t('contract-account:entry.about')} className="extra">
            <About row={row} />
          </td>
          <td
            data-label={t('contract-account:credit')}
            className={row.amount > 0 ? 'num' : 'num narrow-hide'}
          >
            {row.amount > 0 ? money(row.amount) : ''}
          </td>
          <td data-label={t('contract-account:debit')} className={row.amount > 0 ? 'num narrow-hide' : 'num'}>
            {row.amount > 0 ? '' : <Debit row={row} />}
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** The station or the paper, and what fuelled. */
function About({ row: { about, instrument } }: { row: EntryView }) {
  if (!instrument) return about ? isolated(about) : '—'
  return (
    <span>
      {about ? `${isolated(about)}, ` : null}
      <InstrumentName name={instrument} />
    </span>
  )
}

/** A paid coupon's fuel debits nothing and is told all the same; so is what is free again of an unpaid one. */
function Debit({ row }: { row: EntryView }) {
  const { t, locale } = useWords()
  if (row.kind === 'remainder' && row.memo !== 0)
    return (
      <span className="quiet">{t('contract-account:freed', { sum: formatMoney(row.memo, locale) })}</span>
    )
  if (row.memo === 0) return formatMoney(-row.amount, locale)
  return <span className="quiet">{t('contract-account:memo', { sum: formatMoney(-row.memo, locale) })}</span>
}

function Turnovers({ period }: Pick<Props, 'period'>) {
  const { t, locale } = useWords()
  return (
    <tr>
      <td className="main" colSpan={2}>
        {t('contract-account:turnover')}
      </td>
      <td className="extra" />
      <td data-label={t('contract-account:credit')} className="num">
        {formatMoney(period.credit, locale)}
      </td>
      <td data-label={t('contract-account:debit')} className="num">
        {formatMoney(period.debit, locale)}
      </td>
    </tr>
  )
}
