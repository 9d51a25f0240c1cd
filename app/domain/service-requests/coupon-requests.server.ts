import { record } from '#app/domain/audit/audit.server.ts'
import { holdCompany } from '#app/domain/companies/lock.server.ts'
import { findChosenCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { holdCoupons } from '#app/domain/coupons/coupons.server.ts'
import { canBeSettled } from '#app/domain/coupons/coupons.ts'
import { findEndingCoupons } from '#app/domain/coupons/ending-coupons.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireClientRightIn, requireRight, requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { activeProducts } from '#app/domain/products/catalogue.server.ts'
import { outageDaysOf } from '#app/domain/stations/past-outages.server.ts'
import {
  insertRequestCoupons,
  type RequestCouponRow,
  selectRequestCoupons,
  selectWaitingCoupons,
  sumOutageDaysGiven,
} from '#db/queries/service-requests/request-coupons.ts'
import { insertServiceRequest } from '#db/queries/service-requests/service-requests.ts'
import type { ChosenForRequest, CouponRequest } from './coupon-requests.input.server.ts'
import { findAnyServiceRequest, findServiceRequest, requireFewOpen } from './service-requests.server.ts'
import { MAX_REQUEST_COUPONS } from './service-requests.ts'

type HeldCoupon = Awaited<ReturnType<typeof holdCoupons>>[number]

/**
 * Asks the supplier for a later last day of these coupons, or for others in their stead; also of those that have ended with
 * fuel in them. About a coupon only one request waits at a time.
 * @returns its id, which is its number for both sides.
 * @throws DomainError coupon_not_found, coupon_not_requestable, coupon_request_waiting, until_not_later, product_not_found,
 * service_requests_too_many
 */
export function sendCouponRequest(ctx: Context, companyId: CompanyId, input: CouponRequest): Promise<number> {
  const sentBy = requireClientRightIn(ctx, companyId, 'send_service_requests') ?? reject('not_allowed')
  return transact(ctx, async (ctx) => {
    await holdCompany(ctx, companyId)
    await requireFewOpen(ctx, companyId)
    const coupons = await requestableCoupons(ctx, companyId, input.ids)
    const { kind, comment } = input
    if (kind === 'extension' && coupons.some(({ valid_until: until }) => until >= input.until))
      reject('until_not_later', { field: 'until' })
    const wanted = kind === 'exchange' ? await wantedCoupons(ctx, input) : { wanted_until: input.until }
    const id = await insertServiceRequest(ctx.db, {
      ...{
        company_id: companyId,
        sent_by: sentBy,
        kind,
        comment,
        card_id: null,
        cause: null,
        quantity: null,
      },
      ...{ limit_period: null, limit_wanted: null, limit_unit: null },
      ...wanted,
    })
    await insertRequestCoupons(
      ctx.db,
      coupons.map((coupon) => ({
        ...{ request_id: id, number: coupon.number, coupon_id: coupon.id, open_coupon_id: coupon.id },
        until_before: coupon.valid_until,
      })),
    )
    const subject = { kind: 'service_request', id, companyId } as const
    await record(ctx, 'service_request.sent', subject, { asked: kind, coupons: coupons.length })
    return id
  })
}

/** Held until the transaction ends. */
async function requestableCoupons(
  ctx: Context,
  companyId: CompanyId,
  couponIds: readonly number[],
): Promise<HeldCoupon[]> {
  const ids = [...new Set(couponIds)]
  const coupons = await holdCoupons(ctx, companyId, ids)
  if (coupons.length < ids.length) reject('coupon_not_found')
  const over = coupons.find((coupon) => !canBeSettled(coupon))
  if (over) reject('coupon_not_requestable', { params: { number: over.number } })
  const [waiting] = await selectWaitingCoupons(ctx.db, companyId, ids)
  if (waiting) {
    const number = coupons.find(({ id }) => id === waiting.coupon_id)?.number ?? ''
    reject('coupon_request_waiting', { params: { number, request: waiting.request_id } })
  }
  return coupons
}

async function wantedCoupons(
  ctx: Context,
  { until, product, volume }: Extract<CouponRequest, { kind: 'exchange' }>,
) {
  if (product !== null && !(await activeProducts(ctx)).some(({ code }) => code === product))
    reject('product_not_found', { field: 'product' })
  return { wanted_until: until, wanted_product: product, wanted_volume: volume }
}

/** What the form shows of a coupon, and days for closed stations that it can be given. */
export type ChosenCoupon = Awaited<ReturnType<typeof findChosenCoupons>>[number] & { outageDays: number }

/**
 * The coupons that an address names and that a request can be sent about, as many as one is about; `left`: how many of them
 * cannot, because they are used up or a request about them waits. @throws DomainError coupon_not_found
 */
export async function chooseForRequest(
  ctx: Context,
  companyId: CompanyId,
  { ids, product, from, to }: ChosenForRequest,
): Promise<{ coupons: ChosenCoupon[]; left: number }> {
  requireClientRightIn(ctx, companyId, 'send_service_requests')
  const isNamed = ids.length > 0 || to === undefined
  const found = isNamed
    ? await findChosenCoupons(ctx, companyId, [...new Set(ids)])
    : await findEndingCoupons(ctx, companyId, { product, from, to }, MAX_REQUEST_COUPONS)
  const waiting = await waitingRequestsOf(
    ctx,
    companyId,
    found.map(({ id }) => id),
  )
  const free = found.filter((coupon) => canBeSettled(coupon) && !waiting.has(coupon.id))
  const days = await creditedOutageDays(ctx, free)
  const coupons = free.map((coupon) => ({ ...coupon, outageDays: days.get(coupon.id) ?? 0 }))
  return { coupons, left: found.length - coupons.length }
}

/** Which of these coupons a request is waiting about, with its number; for whoever sees the coupons. */
export async function waitingRequestsOf(
  ctx: Context,
  companyId: CompanyId,
  couponIds: readonly number[],
): Promise<Map<number, number>> {
  requireRightIn(ctx, companyId, 'see_service_requests')
  const rows = await selectWaitingCoupons(ctx.db, companyId, couponIds)
  return new Map(rows.map((row) => [row.coupon_id, row.request_id]))
}

/** `outageDays`: those that it can still be given for closed stations, by now; of a decided one, those it was given. */
export type RequestCoupon = RequestCouponRow & { outageDays: number }

/** @throws DomainError service_request_not_found */
export async function couponsOfServiceRequest(
  ctx: Context,
  companyId: CompanyId,
  id: number,
): Promise<RequestCoupon[]> {
  const { company_id: owner } = await findServiceRequest(ctx, companyId, id)
  return readRequestCoupons(ctx, owner as CompanyId, id)
}

/** For staff: of any company. @throws DomainError service_request_not_found */
export async function couponsOfAnyServiceRequest(ctx: Context, id: number): Promise<RequestCoupon[]> {
  requireRight(ctx, 'see_any_company_records')
  const { company_id: owner } = await findAnyServiceRequest(ctx, id)
  return readRequestCoupons(ctx, owner as CompanyId, id)
}

async function readRequestCoupons(ctx: Context, companyId: CompanyId, id: number): Promise<RequestCoupon[]> {
  const rows = await selectRequestCoupons(ctx.db, companyId, id)
  const open = rows.flatMap(({ id, product, valid_from, valid_until, outcome }) =>
    id && product && valid_from && valid_until && outcome === null
      ? [{ id, product, valid_from, valid_until }]
      : [],
  )
  const days = await creditedOutageDays(ctx, open)
  return rows.map((row) => ({
    ...row,
    outageDays: row.outcome === null ? (days.get(row.id ?? 0) ?? 0) : row.outage_days,
  }))
}

/** A step of asking and deciding: days for closed stations that these coupons have not got yet. */
export async function creditedOutageDays(
  ctx: Context,
  coupons: Parameters<typeof outageDaysOf>[1],
): Promise<Map<number, number>> {
  const counted = await outageDaysOf(ctx, coupons)
  const given = new Map(
    (await sumOutageDaysGiven(ctx.db, [...counted.keys()])).map(({ couponId, days }) => [couponId, days]),
  )
  return new Map([...counted].map(([id, days]) => [id, Math.max(0, days - (given.get(id) ?? 0))]))
}
