import type { Decision } from '#app/domain/authorizations/decision.ts'
import type { FuelRule } from '#app/domain/authorizations/fuel-request.ts'
import { recordEvent } from '#app/domain/events/events.server.ts'
import { historyOf } from '#app/domain/history/history.server.ts'
import type { HistoryEntry } from '#app/domain/history/life.ts'
import {
  type AtProcessor,
  lastFillsAtProcessor,
  type ProcessorFill,
  readAtProcessor,
} from '#app/domain/instructions/asked.server.ts'
import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import type { BlockReason } from '#app/domain/kernel/block-reason.input.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireBlockRightIn, requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { readReach } from '#app/domain/stations/reach.server.ts'
import type { Reach } from '#app/domain/stations/reach.ts'
import { stationsIn } from '#app/domain/stations/station-rules.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import {
  type OpenCouponRow,
  selectCompanyOfCoupon,
  selectCoupon,
  selectCouponForUpdate,
  selectCouponsForUpdate,
  updateClientBlockOfCoupon,
  updateCouponLinkRevoked,
} from '#db/queries/coupons/coupons.ts'
import { decideCoupon } from './coupon-fuel.ts'
import { moveCouponTotals } from './coupon-totals.server.ts'
import {
  type CouponState,
  canBlockCoupon,
  canUnblockCoupon,
  couponState,
  storedCouponStatus,
} from './coupons.ts'

export interface CouponDetails extends OpenCouponRow {
  /** Why staff suspect fraud, for staff only; null: they do not. */
  suspicion: string | null
  state: CouponState
  /** Whether it works now, and why not. */
  decision: Decision
  canBlock: boolean
  canUnblock: boolean
  /** Where it works, as the issuer says; null: nothing is known. */
  stations: FuelRule['stations']
  /** Where a block is in force at once. */
  reach: Reach
  /** Null: the cabinet itself decides about it. */
  atProcessor: AtProcessor | null
  /** What the processor approved last. */
  processorFills: ProcessorFill[]
  /** What was done with it here and by registers, the newest first. */
  history: HistoryEntry[]
}

/** Everything about a coupon but its QR code. @throws DomainError coupon_not_found */
export async function findCoupon(ctx: Context, companyId: CompanyId, id: number): Promise<CouponDetails> {
  requireRightIn(ctx, companyId, 'see_coupons')
  const coupon = (await selectCoupon(ctx.db, companyId, id)) ?? reject('coupon_not_found')
  const today = businessDay(ctx.now)
  const state = couponState(coupon, today)
  const atProcessor = await readAtProcessor(ctx, companyId, 'coupon', [id])
  return {
    ...coupon,
    state,
    suspicion: coupon.suspected_reason,
    decision: decideCoupon(coupon, ctx.now),
    canBlock: canBlockCoupon(coupon, today),
    canUnblock: canUnblockCoupon(coupon, today),
    stations: stationsIn(coupon),
    reach: await readReach(ctx, 'coupon'),
    atProcessor: atProcessor?.(id) ?? null,
    processorFills: await lastFillsAtProcessor(ctx, companyId, 'coupon', id),
    history: await historyOf(ctx, companyId, {
      kind: 'coupon',
      id,
      state,
      validUntil: coupon.valid_until,
      createdAt: coupon.created_at,
      redeemed: state === 'redeemed' ? await lastFillOf(ctx, companyId, coupon) : null,
    }),
  }
}

/** The fill that used a redeemed coupon up, where a station or the supplier's data told of it. */
async function lastFillOf(ctx: Context, companyId: CompanyId, { id, redeemed_at }: OpenCouponRow) {
  const [last] = await lastTransactions(ctx, companyId, { coupon: id }, 1)
  if (last?.operation !== 'sale') return null
  return { at: redeemed_at ?? last.occurred_at, station: last.station_name ?? last.station_code }
}

/** How the message afterwards names a coupon. */
export interface NamedCoupon {
  number: string
}

/** Stops the coupon at the pump. One that the client blocked already stays as it is. @throws DomainError coupon_not_blockable */
export function blockCoupon(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  input: BlockReason,
): Promise<NamedCoupon> {
  const userId = requireBlockRightIn(ctx, companyId, 'block_coupons')
  return transact(ctx, async (ctx) => {
    const coupon = (await selectCouponForUpdate(ctx.db, companyId, id)) ?? reject('coupon_not_found')
    const { number } = coupon
    if (coupon.status === 'blocked_by_client') return { number }
    if (!canBlockCoupon(coupon, businessDay(ctx.now))) reject('coupon_not_blockable')
    const to = storedCouponStatus(coupon.issuer_status, true)
    await updateClientBlockOfCoupon(ctx.db, companyId, id, { to, isBlocked: true, userId })
    await moveCouponTotals(ctx, coupon, { ...coupon, status: to })
    await recordInstrumentChange(
      ctx,
      'coupon.blocked',
      { kind: 'coupon', id, companyId },
      { number, ...input },
    )
    await recordEvent(ctx, { kind: 'coupon.blocked', companyId, couponId: id })
    return { number }
  })
}

/** Lifts the client's own block, never the issuer's. Staff say why. @throws DomainError coupon_not_unblockable */
export function unblockCoupon(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { reason }: BlockReason = { reason: '' },
): Promise<NamedCoupon> {
  requireBlockRightIn(ctx, companyId, 'block_coupons')
  return transact(ctx, async (ctx) => {
    const coupon = (await selectCouponForUpdate(ctx.db, companyId, id)) ?? reject('coupon_not_found')
    if (!canUnblockCoupon(coupon, businessDay(ctx.now))) reject('coupon_not_unblockable')
    const to = storedCouponStatus(coupon.issuer_status, false)
    await updateClientBlockOfCoupon(ctx.db, companyId, id, { to, isBlocked: false, userId: null })
    await moveCouponTotals(ctx, coupon, { ...coupon, status: to })
    const { number } = coupon
    await recordInstrumentChange(
      ctx,
      'coupon.unblocked',
      { kind: 'coupon', id, companyId },
      { number, reason },
    )
    await recordEvent(ctx, { kind: 'coupon.unblocked', companyId, couponId: id })
    return { number }
  })
}

/** A step of handing coupons over and of taking them back: held until the transaction ends; another company's are left out. */
export function holdCoupons(ctx: Context, companyId: CompanyId, ids: readonly number[]) {
  return selectCouponsForUpdate(ctx.db, companyId, ids)
}

/** A step of taking coupons back from a driver: stations decline the codes that he has seen. */
export function revokeCouponLinks(ctx: Context, ids: readonly number[]): Promise<void> {
  return updateCouponLinkRevoked(ctx.db, ids, true)
}

/** Which of the person's companies a coupon belongs to: a link to any of them opens it. */
export function companyOfCoupon(
  ctx: Context,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  return selectCompanyOfCoupon(ctx.db, companyIds, id)
}
