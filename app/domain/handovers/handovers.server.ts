import { couponState, isOpen } from '#app/domain/coupons/coupons.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { shownAddressOf } from '#app/domain/kernel/link-tokens.server.ts'
import { type Page, readPageById } from '#app/domain/kernel/page.server.ts'
import { requireClientRightIn, requireRightIn } from '#app/domain/kernel/rights.ts'
import {
  type HandedCouponRow,
  type HandoverSums,
  type HolderRow,
  selectHandedCoupons,
  selectHolders,
  sumHandedCoupons,
  updateCouponsPrinted,
} from '#db/queries/handovers/handover-coupons.ts'
import {
  type HandoverRow,
  selectCompanyOfHandover,
  selectHandover,
  selectHandovers,
} from '#db/queries/handovers/handovers.ts'
import { type ListedHelpRow, selectHelpOf } from '#db/queries/handovers/help.ts'
import type { CouponStatus } from '#db/schema/index.ts'
import type { HandoverFilter } from './handovers.input.server.ts'
import { type CouponCounts, type HandoverState, handoverState, isLive } from './handovers.ts'

export type ListedHandover = HandoverRow & Omit<HandoverSums, 'handover_id'> & { state: HandoverState }
/** `cancelled` too where a register has moved it to another company. */
export type HandedCoupon = HandedCouponRow & { state: CouponStatus }

export interface HandoverDetails extends HandoverRow {
  state: HandoverState
  coupons: HandedCoupon[]
  /** The driver's requests, the newest first. */
  help: ListedHelpRow[]
  /** The link's whole address while no phone has opened it. */
  address: string | null
}

const NO_COUPONS: Omit<HandoverSums, 'handover_id'> = {
  ...{ coupons: 0, volume: 0, left: 0, redeemed: 0, open: 0, used_at: null },
}
const MAX_HELP = 50

/** Who gave what to whom, the newest first. */
export async function listHandovers(
  ctx: Context,
  companyId: CompanyId,
  { driver, cursor }: HandoverFilter,
): Promise<Page<ListedHandover>> {
  requireClientRightIn(ctx, companyId, 'hand_over_coupons')
  const page = await readPageById({
    cursor,
    read: (request) => selectHandovers(ctx.db, companyId, { driverId: driver }, request),
  })
  const ids = page.rows.map(({ id }) => id)
  const sums = new Map(
    (await sumHandedCoupons(ctx.db, companyId, ids, businessDay(ctx.now))).map((row) => [
      row.handover_id,
      row,
    ]),
  )
  const rows = page.rows.map((row) => {
    const { handover_id: _id, ...counts } = sums.get(row.id) ?? { handover_id: row.id, ...NO_COUPONS }
    return { ...row, ...counts, state: handoverState(row, counts) }
  })
  return { ...page, rows }
}

/** @throws DomainError handover_not_found */
export async function findHandover(ctx: Context, companyId: CompanyId, id: number): Promise<HandoverDetails> {
  requireClientRightIn(ctx, companyId, 'hand_over_coupons')
  const handover = (await selectHandover(ctx.db, companyId, id)) ?? reject('handover_not_found')
  const coupons = await couponsOf(ctx, handover)
  const state = handoverState(handover, countsOf(coupons))
  const isNew = isLive(state) && handover.phone_hash === null
  return {
    ...handover,
    coupons,
    state,
    help: await selectHelpOf(ctx.db, companyId, { handoverId: id }, MAX_HELP),
    address: isNew ? shownAddressOf(ctx, { ...handover, purpose: 'handover' }) : null,
  }
}

/** A step of showing a hand-over, to the company or to its driver. */
export async function couponsOf(
  ctx: Pick<Context, 'db' | 'now'>,
  { id, company_id: companyId }: Pick<HandoverRow, 'id' | 'company_id'>,
): Promise<HandedCoupon[]> {
  const today = businessDay(ctx.now)
  const rows = await selectHandedCoupons(ctx.db, companyId as CompanyId, id)
  return rows.map((row) =>
    row.is_ours ? { ...row, state: couponState(row, today) } : { ...row, ...ELSEWHERE, state: 'cancelled' },
  )
}

/** What becomes of a coupon at another company is nobody's here. */
const ELSEWHERE = {
  ...{ status: 'cancelled', issuer_status: 'cancelled', remaining: 0, held: 0, hold_until: null },
  ...{ client_blocked_at: null, redeemed_at: null, redeemed_station: null, suspected_at: null },
  ...{ station_mode: null, station_codes: null },
} as const satisfies Partial<HandedCouponRow>

/** Still his and not ended: blocked or at a pump, it may work again. */
export function isOpenCoupon({ state, is_returned: isReturned }: HandedCoupon): boolean {
  return isReturned === 0 && isOpen(state)
}

export function countsOf(coupons: readonly HandedCoupon[]): CouponCounts {
  // What came back by itself is no part of what the driver has to use.
  const his = coupons.filter(({ is_returned: isReturned }) => isReturned === 0)
  return {
    coupons: his.length,
    redeemed: his.filter(({ state }) => state === 'redeemed').length,
    open: coupons.filter(isOpenCoupon).length,
  }
}

export interface Holder {
  handoverId: number
  name: string
}

/** Which of these coupons a driver has, by their ids. @throws DomainError not_found, not_allowed */
export async function holdersOf(
  ctx: Context,
  companyId: CompanyId,
  couponIds: readonly number[],
): Promise<Map<number, Holder>> {
  requireRightIn(ctx, companyId, 'see_coupons')
  const rows: HolderRow[] = await selectHolders(ctx.db, companyId, couponIds)
  return new Map(rows.map((row) => [row.coupon_id, { handoverId: row.handover_id, name: row.driver_name }]))
}

/**
 * A step of printing, in its transaction: a driver who has a coupon has its paper too, so that taking it back stops the code
 * on the paper.
 */
export function noteShownOnPaper(ctx: Pick<Context, 'db'>, couponIds: readonly number[]): Promise<void> {
  return updateCouponsPrinted(ctx.db, couponIds)
}

/** Which of the person's companies a hand-over belongs to: a link to any of them opens it. */
export function companyOfHandover(
  ctx: Context,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  return selectCompanyOfHandover(ctx.db, companyIds, id)
}
