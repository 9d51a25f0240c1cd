import { CODE_SHOWN } from '#app/domain/audit/actions.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { familiesOfProducts } from '#app/domain/products/catalogue.server.ts'
import { ceilingOf } from '#app/domain/products/ceilings.ts'
import type { ProductFamily } from '#app/domain/products/products.ts'
import {
  markTransactionsRead,
  nextTransactions,
  SETTLED_SECONDS,
} from '#app/domain/transactions/new-rows.server.ts'
import {
  type PumpTransactionRow,
  selectFillsAtDesk,
  selectFirstEntries,
  selectPumpTransactions,
  sumReversedAtStation,
} from '#db/queries/signals/transactions.ts'
import { type NewSignal, recordSignal } from './recording.server.ts'
import { isTooManyReversals, SERIES_MINUTES, seriesIn, tooFast } from './signals.ts'

const BATCH = 2_000

/**
 * Looks at what pumps wrote since the last time, each row once; how far it came is stored with what it found. Rows younger than
 * two minutes wait, so that one which is still being written is not passed by.
 * @returns whether more waits
 */
export async function findSignals(ctx: Context, seconds = SETTLED_SECONDS): Promise<boolean> {
  requireRight(ctx, 'find_signals')
  const range = await nextTransactions(ctx, 'signals.read_to', BATCH, seconds)
  if (!range) return false
  const rows = await selectPumpTransactions(ctx.db, range)
  const sales = rows.filter(({ volume }) => volume > 0)
  const familyOf = await familiesOfProducts(ctx)
  const found = [
    ...sales.flatMap((row) => fasterThanPump(ctx, familyOf(row.product), row)),
    ...(await typedUnshown(ctx, sales)),
    ...(await series(ctx, sales)),
    ...(await reversals(
      ctx,
      rows.filter(({ volume }) => volume < 0),
    )),
  ]
  await transact(ctx, async (ctx) => {
    for (const each of found) await recordSignal(ctx, each)
    await markTransactionsRead(ctx, 'signals.read_to', range.to)
  })
  return range.isFull
}

/** Of what was asked before it was dispensed; a redemption is asked for afterwards. */
function fasterThanPump({ settings }: Context, family: ProductFamily, row: PumpTransactionRow): NewSignal[] {
  if (row.kind !== 'authorization' || row.seconds === null || row.dispensed === null) return []
  // What has a ceiling above the ordinary is bought by lorries.
  const isForLorries = ceilingOf(row.product, family, settings.fullTank) > settings.fullTank.ordinary
  const flow = tooFast({ volume: row.dispensed, seconds: row.seconds }, isForLorries)
  if (!flow) return []
  const { id, company_id: companyId, station_code: station, operation_id: operation, amount } = row
  return [
    {
      kind: 'faster_than_pump',
      identity: [row.integration_id, operation],
      ...{ transactionId: id, companyId, station, atRisk: amount },
      figures: { ...flow, operation },
    },
  ]
}

/** The code stands beside the QR code only: who types it without a showing has it from elsewhere. */
async function typedUnshown(ctx: Context, sales: readonly PumpTransactionRow[]): Promise<NewSignal[]> {
  const typed = sales.filter(({ presented }) => presented === 'coupon')
  const shown = await selectFirstEntries(
    ctx.db,
    CODE_SHOWN,
    typed.flatMap(({ coupon_id }) => coupon_id ?? []),
  )
  return typed.flatMap((row) => {
    const first = row.coupon_id === null ? undefined : shown.get(row.coupon_id)
    if (first && first <= row.asked_at) return []
    return [
      {
        kind: 'typed_unshown' as const,
        identity: [row.integration_id, row.operation_id],
        ...{ transactionId: row.id, companyId: row.company_id, station: row.station_code },
        atRisk: row.amount,
        figures: { volume: row.volume, number: row.instrument_number, operation: row.operation_id },
      },
    ]
  })
}

/** Once a day for one client at one cash desk. */
async function series(ctx: Context, sales: readonly PumpTransactionRow[]): Promise<NewSignal[]> {
  const desks = groupedBy(sales, (row) => [
    row.company_id,
    row.integration_id,
    row.station_code,
    row.pos,
    businessDay(row.occurred_at),
  ])
  const found: NewSignal[] = []
  for (const [identity, rows] of desks) {
    const [row] = rows
    if (!row) continue
    const moments = rows.map(({ occurred_at: at }) => at.getTime())
    const fills = await selectFillsAtDesk(ctx.db, row, {
      from: new Date(Math.min(...moments) - SERIES_MINUTES * 60_000),
      until: new Date(Math.max(...moments)),
    })
    const longest = seriesIn(
      fills.map(({ id, occurred_at: at, receipt, fill_id: fill, volume, amount }) => ({
        ...{ transactionId: id, at, volume, amount },
        fill: receipt || fill,
      })),
    )
    if (!longest) continue
    const { transactionId, amount, volume, minutes, fills: count } = longest
    found.push({
      kind: 'series',
      identity: JSON.parse(identity),
      ...{ transactionId, companyId: row.company_id, station: row.station_code, atRisk: amount },
      figures: { fills: count, volume, minutes, pos: row.pos },
    })
  }
  return found
}

/** Once a day for one system at one station. */
async function reversals(ctx: Context, returns: readonly PumpTransactionRow[]): Promise<NewSignal[]> {
  const stations = groupedBy(returns, (row) => [
    row.integration_id,
    row.station_code,
    businessDay(row.created_at),
  ])
  const found: NewSignal[] = []
  for (const [identity, rows] of stations) {
    const last = rows.at(-1)
    if (!last) continue
    // A Date knows milliseconds only: the reversal of this very row may be later within one.
    const until = new Date(last.created_at.getTime() + 1)
    const sums = await sumReversedAtStation(ctx.db, last, until)
    if (!isTooManyReversals(sums)) continue
    const { completed, reversed, amount } = sums
    found.push({
      kind: 'reversals',
      identity: JSON.parse(identity),
      ...{ transactionId: null, companyId: null, station: last.station_code, atRisk: amount },
      figures: { completed, reversed },
    })
  }
  return found
}

function groupedBy<Row>(
  rows: readonly Row[],
  key: (row: Row) => readonly (string | number)[],
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const name = JSON.stringify(key(row))
    groups.set(name, [...(groups.get(name) ?? []), row])
  }
  return groups
}
