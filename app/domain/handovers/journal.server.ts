import { type Day, dayBounds } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireClientRightIn } from '#app/domain/kernel/rights.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { type HandoverRow, selectHandover } from '#db/queries/handovers/handovers.ts'
import {
  type JournalCouponRow,
  type JournalSums,
  selectJournalCoupons,
  selectJournalHandovers,
  sumJournal,
} from '#db/queries/handovers/journal.ts'

export type JournalCoupon = JournalCouponRow
/** A hand-over as it is signed for, with its coupons by product and nominal. */
export type JournalEntry = HandoverRow & { coupons: JournalCoupon[] }
export type JournalTotals = JournalSums

/** Hand-overs at a time: a paper of any length costs no more memory. */
const BATCH = 20
/** As many coupons of all of them stand on the page; the file has every one. */
const MAX_JOURNAL_SHOWN = 2_000

export interface JournalPeriod {
  from: Day
  to: Day
}

/** Every hand-over of a period, the earliest first, some at a time. For the file. @throws DomainError too_many_requests */
export async function* exportJournal(
  ctx: Context,
  companyId: CompanyId,
  period: JournalPeriod,
): AsyncGenerator<JournalEntry[]> {
  requireClientRightIn(ctx, companyId, 'hand_over_coupons')
  await enforceRateLimit(ctx, 'export')
  yield* batchesOf(ctx, companyId, period)
}

export interface ShownJournal {
  entries: JournalEntry[]
  /** Of the whole period. */
  totals: JournalTotals
  /** There is more than the page shows. */
  isCut: boolean
}

/** The beginning of a period's journal with the totals of the whole of it, for a page. */
export async function readJournal(
  ctx: Context,
  companyId: CompanyId,
  period: JournalPeriod,
): Promise<ShownJournal> {
  requireClientRightIn(ctx, companyId, 'hand_over_coupons')
  const totals = await sumJournal(ctx.db, companyId, boundsOf(period))
  const entries: JournalEntry[] = []
  let shown = 0
  for await (const batch of batchesOf(ctx, companyId, period)) {
    for (const entry of batch) {
      if (shown > 0 && shown + entry.coupons.length > MAX_JOURNAL_SHOWN)
        return { entries, totals, isCut: true }
      shown += entry.coupons.length
      entries.push(entry)
    }
  }
  return { entries, totals, isCut: false }
}

/** One hand-over as it is signed for. @throws DomainError handover_not_found */
export async function findJournalEntry(
  ctx: Context,
  companyId: CompanyId,
  id: number,
): Promise<JournalEntry> {
  requireClientRightIn(ctx, companyId, 'hand_over_coupons')
  const handover = (await selectHandover(ctx.db, companyId, id)) ?? reject('handover_not_found')
  const [entry] = await withCoupons(ctx, companyId, [handover])
  return entry ?? reject('handover_not_found')
}

export function totalsOf({ coupons }: Pick<JournalEntry, 'coupons'>): JournalTotals {
  return {
    coupons: coupons.length,
    volume: coupons.reduce((sum, { volume }) => sum + volume, 0),
    amount: coupons.reduce((sum, { amount }) => sum + amount, 0),
  }
}

async function* batchesOf(
  ctx: Context,
  companyId: CompanyId,
  period: JournalPeriod,
): AsyncGenerator<JournalEntry[]> {
  let after = 0
  while (true) {
    const handovers = await selectJournalHandovers(ctx.db, companyId, { ...boundsOf(period), after }, BATCH)
    const last = handovers.at(-1)
    if (!last) return
    yield await withCoupons(ctx, companyId, handovers)
    after = last.id
  }
}

function boundsOf({ from, to }: JournalPeriod) {
  return { from: dayBounds(from).from, until: dayBounds(to).until }
}

async function withCoupons(
  ctx: Context,
  companyId: CompanyId,
  handovers: readonly HandoverRow[],
): Promise<JournalEntry[]> {
  const ids = handovers.map(({ id }) => id)
  const byHandover = Map.groupBy(
    await selectJournalCoupons(ctx.db, companyId, ids),
    ({ handover_id }) => handover_id,
  )
  return handovers.map((handover) => ({ ...handover, coupons: byHandover.get(handover.id) ?? [] }))
}
