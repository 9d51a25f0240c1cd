import { assign } from '#app/domain/assignments/assignments.server.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import { decideCoupon } from '#app/domain/coupons/coupon-fuel.ts'
import { holdCoupons } from '#app/domain/coupons/coupons.server.ts'
import { findDriver } from '#app/domain/drivers/drivers.server.ts'
import { onlyOne } from '#app/domain/events/event.ts'
import { recordEvent } from '#app/domain/events/events.server.ts'
import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import { businessDay, dayBounds } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { type ErrorCode, reject } from '#app/domain/kernel/errors.ts'
import { newToken } from '#app/domain/kernel/link-tokens.server.ts'
import { requireClientRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { findVehicle } from '#app/domain/vehicles/vehicles.server.ts'
import {
  insertHandoverCoupons,
  selectHolders,
  updateCouponsFreed,
} from '#db/queries/handovers/handover-coupons.ts'
import { insertHandover } from '#db/queries/handovers/handovers.ts'
import type { HandOver } from './handovers.input.server.ts'
import { MAX_SET } from './handovers.ts'

type HeldCoupon = Awaited<ReturnType<typeof holdCoupons>>[number]

/**
 * Gives coupons to a driver by one link; what ends first is shown first. They are his from now on in the list of
 * assignments, too. All of them or none.
 *
 * @returns the id of the hand-over.
 * @throws DomainError coupon_not_found, coupon_with_driver, coupon_blocked, coupon_used, coupon_expired, coupon_at_pump,
 * coupon_not_usable, coupon_without_qr, driver_not_found, vehicle_not_found
 */
export function handOver(
  ctx: Context,
  companyId: CompanyId,
  couponIds: readonly number[],
  input: HandOver,
): Promise<number> {
  const userId = requireClientRightIn(ctx, companyId, 'hand_over_coupons') ?? reject('not_allowed')
  if (couponIds.length === 0 || couponIds.length > MAX_SET) reject('invalid')
  return transact(ctx, async (ctx) => {
    const coupons = await freeCoupons(ctx, companyId, couponIds)
    const driver = await driverOf(ctx, companyId, input)
    const plate = input.vehicleId === undefined ? '' : await plateOf(ctx, companyId, input.vehicleId)
    const id = await insertHandover(ctx.db, {
      ...{ company_id: companyId, ...driver, plate, ...newToken(ctx.keyring, 'handover'), handed_by: userId },
      ...{ phone_hash: null, opened_at: null, returned_at: null, returned_by: null },
    })
    const rows = coupons.map((coupon, at) => {
      const couponId = coupon.id
      return {
        handover_id: id,
        position: at + 1,
        coupon_id: couponId,
        live_coupon_id: couponId,
        shown_at: null,
      }
    })
    await insertHandoverCoupons(ctx.db, rows)
    const name = driver.driver_name
    for (const coupon of coupons) await note(ctx, companyId, coupon, { name, input })
    const handover = { kind: 'handover', id, companyId } as const
    await record(ctx, 'handover.sent', handover, { name, coupons: coupons.length })
    await recordEvent(ctx, {
      kind: 'handover.changed',
      companyId,
      couponId: onlyOne(coupons.map(({ id }) => id)),
    })
    return id
  })
}

/** Held until the transaction ends, in the order in which they are shown. */
async function freeCoupons(
  ctx: Context,
  companyId: CompanyId,
  couponIds: readonly number[],
): Promise<HeldCoupon[]> {
  const ids = [...new Set(couponIds)]
  const coupons = await holdCoupons(ctx, companyId, ids)
  if (coupons.length < ids.length) reject('coupon_not_found')
  await updateCouponsFreed(ctx.db, companyId, ids)
  const [holder] = await selectHolders(ctx.db, companyId, ids)
  if (holder) {
    const number = coupons.find(({ id }) => id === holder.coupon_id)?.number ?? ''
    reject('coupon_with_driver', { params: { number, name: holder.driver_name } })
  }
  for (const coupon of coupons) requireUsable(ctx, coupon)
  return coupons.toSorted(
    (one, other) =>
      one.valid_until.localeCompare(other.valid_until) || one.number.localeCompare(other.number),
  )
}

/** By what a station would say; one that begins to be valid tomorrow may be given today. */
const REASONS: Partial<Record<string, ErrorCode>> = {
  coupon_blocked_by_client: 'coupon_blocked',
  coupon_blocked_by_issuer: 'coupon_blocked',
  coupon_used: 'coupon_used',
  coupon_expired: 'coupon_expired',
  coupon_reserved: 'coupon_at_pump',
}

function requireUsable(ctx: Context, coupon: HeldCoupon): void {
  const { number, valid_from: from } = coupon
  const isEarly = from > businessDay(ctx.now)
  const decision = decideCoupon(coupon, isEarly ? dayBounds(from).from : ctx.now)
  if (decision.status === 'declined') {
    const reason = REASONS[decision.code]
    if (reason) reject(reason, { params: { number } })
    reject('coupon_not_usable')
  }
  if (!coupon.qr_ciphertext) reject('coupon_without_qr')
}

async function driverOf(ctx: Context, companyId: CompanyId, input: HandOver) {
  const { driverId, driverName = '', driverPhone, locale } = input
  if (driverId === undefined)
    return { driver_id: null, driver_name: driverName, driver_phone: driverPhone, locale: locale ?? 'ru' }
  const driver = await findDriver(ctx, companyId, driverId)
  if (driver.archived_at !== null) reject('driver_not_found', { field: 'driverId' })
  return {
    driver_id: driver.id,
    driver_name: driver.name,
    driver_phone: driver.phone,
    locale: locale ?? driver.locale,
  }
}

async function plateOf(ctx: Context, companyId: CompanyId, id: number): Promise<string> {
  return (await findVehicle(ctx, companyId, id)).plate
}

async function note(
  ctx: Context,
  companyId: CompanyId,
  { id, number }: HeldCoupon,
  { name, input: { driverId, vehicleId } }: { name: string; input: HandOver },
): Promise<void> {
  const vehicle = vehicleId === undefined ? {} : { vehicle: vehicleId }
  const whose = { driver: driverId ?? null, ...vehicle, date: '', from: null, hasTime: false }
  await assign(ctx, companyId, { kind: 'coupon', id }, whose)
  const coupon = { kind: 'coupon', id, companyId } as const
  await recordInstrumentChange(ctx, 'coupon.handed_over', coupon, { number, name })
}
