import type { ReactNode } from 'react'
import type { CouponRemainder } from '#app/domain/contracts/contracts.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import type { TransactionOperation, TransactionSort } from '#app/domain/transactions/transactions.ts'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { useListHref } from '#app/ui/list/list-hrefs.ts'
import { InstrumentName } from '#app/ui/list/number-in-groups.tsx'
import { SortHeader, Table } from '#app/ui/list/table.tsx'
import { formatInteger, formatMoney, formatVolume, placesOf } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import { PumpMarks, type PumpMarksProps } from './pump-marks.tsx'
import { TransactionWhen } from './transaction-when.tsx'

export interface TransactionRow extends PumpMarksProps {
  id: number
  /** Wall clock of Almaty. */
  at: string
  /** `•••• 3481` of a card, a coupon's whole number. */
  instrument: string
  /** Of the card's or the coupon's page. */
  href: string | null
  /** Its own page; staff have none. */
  pageHref: string | null
  holder: string
  plate: string
  station: string
  city: string
  receipt: string
  product: ProductCode
  operation: TransactionOperation
  /** Millilitres that the fill left on a coupon; null: none. */
  remainder: { volume: number; becomes: CouponRemainder } | null
  /** Millilitres; negative: given back. */
  volume: number
  /** Tiyn a litre. */
  price: number
  /** Tiyn. */
  amount: number
}

export interface TransactionTotal {
  transactions: number
  /** Millilitres. */
  volume: number
  /** Tiyn. */
  amount: number
}

export interface TransactionTableProps {
  rows: readonly TransactionRow[]
  /** Left out: the newest few, in an order that cannot be changed. */
  sort?: TransactionSort
  total?: TransactionTotal | undefined
  bar?: ReactNode
  /** All are one card's or coupon's, which the page names already. */
  ofOne?: boolean
}

export function TransactionTable({ rows, sort, total, bar, ofOne }: TransactionTableProps) {
  const { t, locale } = useWords()
  const href = useListHref()
  const fuels = useProducts()
  const amount = t('transactions:amount')
  const receipt = (number: string) => number && t('transactions:receiptNumber', { number })
  const order = sort === 'oldest' ? 'ascending' : 'descending'
  const head = (
    <>
      {ofOne ? null : <th scope="col">{t('transactions:instrument')}</th>}
      {sort ? (
        <SortHeader href={href({ sort: sort === 'newest' ? 'oldest' : 'newest' })} order={order}>
          {t('transactions:when')}
        </SortHeader>
      ) : (
        <th scope="col">{t('transactions:when')}</th>
      )}
      <th scope="col">{t('transactions:station')}</th>
      <th scope="col">{t('common:field.product')}</th>
      <th scope="col" className="num">
        {t('transactions:volume')}
      </th>
      <th scope="col" className="num extra">
        {t('transactions:price')}
      </th>
      <th scope="col" className="num">
        {amount}
      </th>
    </>
  )
  const places = placesOf([...rows.map(({ volume }) => volume), total?.volume ?? 0])
  const foot = total ? <TotalsRow total={total} before={ofOne ? 3 : 4} places={places} /> : null
  return (
    <Table label={t('transactions:title')} head={head} foot={foot} bar={bar}>
      {rows.map((row) => (
        <tr key={row.id}>
          {ofOne ? null : (
            <td className="main">
              <InstrumentName name={row.instrument} href={row.href} />
              {row.plate ? <span className="plate">{row.plate}</span> : null}
              <PumpMarks {...row} />
              {row.holder ? <small>{row.holder}</small> : null}
            </td>
          )}
          <td className={ofOne ? 'main nowrap' : 'end nowrap'}>
            <TransactionWhen row={row} />
          </td>
          <td className="roomy">
            {row.station}
            <small>{joined([row.city, receipt(row.receipt)], ' · ')}</small>
          </td>
          <td className="half" title={fuels.nameOf(row.product)}>
            {fuels.shortOf(row.product)}
          </td>
          <td className="num end">{formatVolume(row.volume, locale, places)}</td>
          <td className="num extra narrow-hide">{formatMoney(row.price, locale)}</td>
          <td className="num" data-label={amount}>
            {formatMoney(row.amount, locale)}
          </td>
        </tr>
      ))}
    </Table>
  )
}

interface TotalsRowProps {
  total: TransactionTotal
  /** Columns before the volume. */
  before: number
  /** Decimals of the volumes above. */
  places: number
}

function TotalsRow({ total, before, places }: TotalsRowProps) {
  const { t, locale } = useWords()
  const n = formatInteger(total.transactions, locale)
  return (
    <tr>
      <th scope="row" colSpan={before} className="main">
        {t('transactions:total')}: {t('transactions:count', { count: total.transactions, n })}
      </th>
      <td className="num" data-label={t('transactions:volume')}>
        {formatVolume(total.volume, locale, places)}
      </td>
      <td className="extra narrow-hide" />
      <td className="num" data-label={t('transactions:amount')}>
        {formatMoney(total.amount, locale)}
      </td>
    </tr>
  )
}
