import { instrumentName } from '#app/domain/cards/cards.ts'
import { almatyWallClock, lastMonths } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { TransactionFilter } from '#app/domain/transactions/transactions.input.server.ts'
import type { ListedTransaction, TransactionList } from '#app/domain/transactions/transactions.server.ts'
import { leftByFill } from '#app/domain/transactions/transactions.ts'
import type { TransactionListView } from './transaction-list.tsx'
import type { TransactionRow } from './transaction-table.tsx'

/** What a list of transactions shows, and no more. `base` precedes the paths of cards and coupons. */
export function transactionListView(
  { now }: Pick<Context, 'now'>,
  list: TransactionList,
  filter: TransactionFilter,
  base = '',
): TransactionListView {
  const { q, product, from, to, card, coupon, driver, vehicle } = filter
  const { sort, total, asOf, previousCursor, nextCursor } = list
  const [first] = list.rows
  return {
    rows: list.rows.map((row) => transactionRow(row, base)),
    filter: {
      ...{ q, product, from, to },
      ...{ card: card?.toString(), coupon: coupon?.toString() },
      ...{ driver: driver?.toString(), vehicle: vehicle?.toString() },
    },
    instrument: first && (card || coupon) ? instrumentName(first) : null,
    driver: driver ? (first?.driver_name ?? null) : null,
    vehicle: vehicle ? (first?.vehicle_plate ?? null) : null,
    ...{ sort, total, previousCursor, nextCursor, months: lastMonths(now) },
    asOf: asOf && almatyWallClock(asOf),
  }
}

export function transactionRow(transaction: ListedTransaction, base = ''): TransactionRow {
  const { id, card_id: cardId, coupon_id: couponId } = transaction
  const { receipt, product, operation, volume, price, amount } = transaction
  return {
    ...{ id, receipt, product, operation, volume, price, amount },
    at: almatyWallClock(transaction.occurred_at),
    instrument: instrumentName(transaction),
    href: cardId ? `${base}/cards/${cardId}` : couponId ? `${base}/coupons/${couponId}` : null,
    pageHref: base === '' ? `/transactions/${id}` : null,
    unlikelyKm: transaction.odometer_unlikely === 1 ? transaction.odometer_km : null,
    remainder: leftByFill(transaction),
    numberOnly: transaction.presented === 'number',
    holder: transaction.driver_name ?? transaction.holder ?? '',
    plate: transaction.vehicle_plate ?? transaction.plate ?? '',
    station: transaction.station_name ?? transaction.station_code,
    city: transaction.station_city ?? '',
  }
}
