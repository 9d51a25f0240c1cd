import { type AtProcessor, readAtProcessor } from '#app/domain/instructions/asked.server.ts'
import { addDays, businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { EXPORT_SIZE, type Page, readAllPages, readPage } from '#app/domain/kernel/page.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { allProductCodes } from '#app/domain/products/catalogue.server.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { lastCommitOf } from '#app/domain/registers/freshness.server.ts'
import {
  type CouponOrder,
  type CouponSums,
  type ListedCouponRow,
  selectCouponPage,
  selectCouponPosition,
  selectCouponStatus,
  selectCouponsByIds,
  sumFoundCoupons,
} from '#db/queries/coupons/lists.ts'
import type { CouponSelection } from '#db/queries/coupons/selection.ts'
import { sumCouponTotals } from '#db/queries/coupons/totals.ts'
import type { PageRequest } from '#db/sql/page-request.ts'
import { SEARCH_LIMIT } from '#db/sql/search.ts'
import { type CouponPart, inParts, SOONEST, usableFirst } from './coupon-parts.server.ts'
import type { CouponFilter } from './coupons.input.server.ts'
import {
  type CouponFilterState,
  type CouponSort,
  type CouponState,
  couponFilterOf,
  couponSlicesOf,
  couponState,
  couponStatuses,
  openStatuses,
} from './coupons.ts'

/** `atProcessor`: null where the cabinet itself decides. */
export type ListedCoupon = ListedCouponRow & { state: CouponState; atProcessor: AtProcessor | null }

/** One that somebody has chosen. */
export type ChosenCouponRow = ListedCouponRow

export interface CouponList extends Page<ListedCoupon> {
  /** The order in force. */
  sort: CouponSort | 'usable'
  /** The order asked for would sort too many: the list is by the last day instead. */
  sortRefused: boolean
  /** Of all pages together; `capped`: a search had more to look at, so these are at least. */
  total: CouponSums & { capped: boolean }
  /** How many there are of each state, whatever state was asked for; null for a search. */
  byState: Partial<Record<CouponFilterState, number>> | null
  /** When the register last changed; null before the first. */
  asOf: Date | null
}

/** One page of a company's coupons with sums over all of them. Never a QR code. */
export async function listCoupons(
  ctx: Context,
  companyId: CompanyId,
  filter: CouponFilter,
): Promise<CouponList> {
  requireRightIn(ctx, companyId, 'see_coupons')
  const today = businessDay(ctx.now)
  const [{ total, byState }, asOf] = await Promise.all([
    summarize(ctx, companyId, filter, today),
    lastCommitOf(ctx.db, 'coupons'),
  ])
  const { sort, sortRefused } = sortInForce(filter, total.coupons)
  const page = await readCoupons(ctx, companyId, filter, sort, today)
  return { ...page, sort, sortRefused, total, byState, asOf }
}

/** Coupons that somebody has chosen, by their ids; what ends first comes first. @throws DomainError coupon_not_found */
export async function findChosenCoupons(
  ctx: Context,
  companyId: CompanyId,
  ids: readonly number[],
): Promise<ChosenCouponRow[]> {
  requireRightIn(ctx, companyId, 'see_coupons')
  const rows = await selectCouponsByIds(ctx.db, companyId, ids)
  return rows.length === ids.length ? rows : reject('coupon_not_found')
}

/** All pages of the list, one after another: exactly what the filters show. */
export async function* exportCoupons(
  ctx: Context,
  companyId: CompanyId,
  filter: CouponFilter,
): AsyncGenerator<ListedCoupon[]> {
  requireRightIn(ctx, companyId, 'export_lists')
  await enforceRateLimit(ctx, 'export')
  const today = businessDay(ctx.now)
  const { total } = await summarize(ctx, companyId, filter, today)
  const { sort } = sortInForce(filter, total.coupons)
  yield* readAllPages((cursor) =>
    readCoupons(ctx, companyId, { ...filter, cursor }, sort, today, EXPORT_SIZE),
  )
}

/** The ids of all that the filters find, as many as `limit` at least where there are more. */
export async function findCouponsOf(
  ctx: Context,
  companyId: CompanyId,
  filter: CouponFilter,
  limit: number,
): Promise<number[]> {
  requireRightIn(ctx, companyId, 'see_coupons')
  const today = businessDay(ctx.now)
  const ids: number[] = []
  const read = (cursor: string | undefined) =>
    readCoupons(ctx, companyId, { ...filter, cursor }, 'valid_until', today, EXPORT_SIZE)
  for await (const rows of readAllPages(read)) {
    ids.push(...rows.map(({ id }) => id))
    if (ids.length >= limit) break
  }
  return ids
}

const LIVE: readonly CouponFilterState[] = openStatuses.map(couponFilterOf)

/**
 * Without a choice, those that can be used come first, the soonest to end before the others; of one state, what still
 * works is listed by what ends first, everything else by what ended last.
 */
function sortInForce(
  filter: CouponFilter,
  found: number,
): { sort: CouponSort | 'usable'; sortRefused: boolean } {
  const usual =
    filter.status === undefined ? 'usable' : LIVE.includes(filter.status) ? 'valid_until' : '-valid_until'
  const sort = filter.sort ?? usual
  const narrowed = filter.status || filter.product || filter.from || filter.to
  const tooMany = /number|newest/.test(sort) && narrowed && !filter.q && found > SEARCH_LIMIT
  return tooMany ? { sort: 'valid_until', sortRefused: true } : { sort, sortRefused: false }
}

async function readCoupons(
  ctx: Context,
  companyId: CompanyId,
  filter: CouponFilter,
  sort: CouponSort | 'usable',
  today: Day,
  size?: number,
): Promise<Page<ListedCoupon>> {
  const selection = selectionOf(filter, today)
  const every = await allProductCodes(ctx)
  const read = (part: Pick<CouponPart, 'selection' | 'order'>, request: PageRequest) =>
    selectCouponPage(ctx.db, companyId, { ...selection, ...part.selection }, every, part.order, request)
  const whole = { selection: {}, order: sort === 'usable' ? SOONEST : orderOf(sort) }
  const page = await readPage({
    order: sort,
    cursor: filter.cursor,
    ...(sort === 'usable'
      ? inParts(usableFirst(today), read, (id) => selectCouponStatus(ctx.db, companyId, id))
      : {
          place: (id) => selectCouponPosition(ctx.db, companyId, id, whole.order),
          read: (request) => read(whole, request),
        }),
    ...(size ? { size } : {}),
  })
  const ids = page.rows.map(({ id }) => id)
  const atProcessor = await readAtProcessor(ctx, companyId, 'coupon', ids)
  const rows = page.rows.map((row) => ({
    ...row,
    state: couponState(row, today),
    atProcessor: atProcessor?.(row.id) ?? null,
  }))
  return { ...page, rows }
}

function orderOf(sort: CouponSort): CouponOrder {
  if (sort === 'newest') return { by: 'id', descending: true }
  const descending = sort.startsWith('-')
  return { by: sort.endsWith('number') ? 'number' : 'valid_until', descending }
}

function selectionOf(filter: CouponFilter, today: Day): CouponSelection {
  return {
    slices: filter.status && couponSlicesOf(filter.status, today),
    products: filter.product === undefined ? undefined : [filter.product],
    from: filter.from,
    to: filter.to,
    q: filter.q,
  }
}

async function summarize(ctx: Context, companyId: CompanyId, filter: CouponFilter, today: Day) {
  const selection = selectionOf(filter, today)
  if (selection.q) {
    const total = await sumFoundCoupons(ctx.db, companyId, { ...selection, q: selection.q })
    return { total, byState: null }
  }
  const rows = await sumCouponTotals(ctx.db, companyId, {
    products: selection.products ?? (await allProductCodes(ctx)),
    statuses: couponStatuses,
    openStatuses,
    from: filter.from,
    to: filter.to,
    today,
  })
  const total = { coupons: 0, volume: 0, remaining: 0, amount: 0 }
  const byState: Partial<Record<CouponFilterState, number>> = {}
  const count = (state: CouponFilterState, sums: CouponSums, sign: 1 | -1) => {
    byState[state] = (byState[state] ?? 0) + sign * sums.coupons
    if (filter.status && filter.status !== state) return
    total.coupons += sign * sums.coupons
    total.volume += sign * sums.volume
    total.remaining += sign * sums.remaining
    total.amount += sign * sums.amount
  }
  for (const { status, sums, past } of rows) {
    const current = couponFilterOf(status)
    count(current, sums, 1)
    count(current, past, -1)
    count(couponFilterOf(couponState({ status, valid_until: addDays(today, -1) }, today)), past, 1)
  }
  return { total: { ...total, capped: false }, byState }
}
