import { assign, holderNow } from '#app/domain/assignments/assignments.server.ts'
import { holdCoupons, revokeCouponLinks } from '#app/domain/coupons/coupons.server.ts'
import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type HandoverRow, selectHandover } from '#db/queries/handovers/handovers.ts'
import { selectShownCoupons } from '#db/queries/handovers/returned-coupons.ts'
import { countsOf, couponsOf, type HandedCoupon, isOpenCoupon } from './handovers.server.ts'
import { handoverState, isLive } from './handovers.ts'

/** From now on. */
export const NOBODY = { date: '', from: null, hasTime: false }

/** A step of taking back: held until the transaction ends: first the hand-over, then its coupons, as whoever shows one does. */
export async function liveHandover(ctx: Context, companyId: CompanyId, id: number) {
  const handover =
    (await selectHandover(ctx.db, companyId, id, { lock: true })) ?? reject('handover_not_found')
  const before = await couponsOf(ctx, handover)
  await holdCoupons(
    ctx,
    companyId,
    before.map((coupon) => coupon.id),
  )
  const coupons = await couponsOf(ctx, handover)
  const counts = countsOf(coupons)
  if (!isLive(handoverState(handover, counts))) reject('handover_over')
  return { handover, unused: coupons.filter(isOpenCoupon), redeemed: counts.redeemed }
}

/** A step of taking back: codes that a phone has, on its screen, in its store or in a picture of it. */
export async function revokeShown(ctx: Context, coupons: readonly HandedCoupon[]): Promise<void> {
  const ids = coupons.map(({ id }) => id)
  await revokeCouponLinks(ctx, await selectShownCoupons(ctx.db, ids))
}

/**
 * A step of taking back: it is nobody's in the list of assignments either, unless somebody has given it to another driver
 * or vehicle there meanwhile.
 */
export async function noteReturn(
  ctx: Context,
  companyId: CompanyId,
  { id, number }: Pick<HandedCoupon, 'id' | 'number'>,
  { driver_id: driverId, driver_name: name, plate }: HandoverRow,
): Promise<void> {
  const instrument = { kind: 'coupon', id } as const
  const now = await holderNow(ctx, companyId, instrument)
  const isHis = driverId !== null && now.driver?.id === driverId
  const isItsVehicle = plate !== '' && now.vehicle?.name === plate
  const ended = { ...(isHis ? { driver: null } : {}), ...(isItsVehicle ? { vehicle: null } : {}) }
  if (isHis || isItsVehicle) await assign(ctx, companyId, instrument, { ...ended, ...NOBODY })
  await recordInstrumentChange(ctx, 'coupon.taken_back', { ...instrument, companyId }, { number, name })
}
