import { z } from 'zod'
import { type ListedCoupon, listCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { blockCoupon, findCoupon, unblockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { couponFilters, couponStatuses } from '#app/domain/coupons/coupons.ts'
import { Blocked, BlockReason, blockedBody, NoFields } from './blocking.server.ts'
import { couponRemainder, couponRemainderOf } from './coupon-remainder.server.ts'
import { companyOf, type Endpoint, endpoint, idOf } from './endpoint.server.ts'
import { processing, processingOf } from './instruction-fields.server.ts'
import {
  day,
  dayQuery,
  declineCode,
  id,
  listQuery,
  millilitres,
  owner,
  pageOf,
  product,
  search,
  tiyn,
} from './schemas.server.ts'

const coupon = {
  id,
  number: z.string().describe('A number alone never redeems'),
  product,
  volume_ml: millilitres,
  remaining_ml: millilitres,
  price_tiyn: tiyn.describe('Tiyn a litre'),
  valid_from: day,
  valid_until: day.describe('Inclusive'),
  status: z.enum(couponStatuses),
  processing,
}
const Coupon = z.object(coupon).meta({ id: 'Coupon' })
const CouponDetailsSchema = z
  .object({
    ...coupon,
    ...couponRemainder,
    works: z.boolean().describe('Whether a station would redeem it now'),
    code: declineCode.nullable().describe('Why it does not work'),
    whose: owner.nullable(),
  })
  .meta({ id: 'CouponDetails' })

function couponOf(
  row: Pick<
    ListedCoupon,
    | 'id'
    | 'number'
    | 'product'
    | 'volume'
    | 'remaining'
    | 'price'
    | 'valid_from'
    | 'valid_until'
    | 'state'
    | 'atProcessor'
  >,
): z.output<typeof Coupon> {
  return {
    id: String(row.id),
    number: row.number,
    product: row.product,
    volume_ml: row.volume,
    remaining_ml: row.remaining,
    price_tiyn: row.price,
    valid_from: row.valid_from,
    valid_until: row.valid_until,
    status: row.state,
    processing: processingOf(row.atProcessor),
  }
}

export const coupons: Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/coupons',
    scopes: ['read'],
    name: 'listCoupons',
    tag: 'Coupons',
    summary: 'Coupons of the company, never with a QR code',
    repeats: 'read',
    query: z.strictObject({
      ...listQuery,
      q: search,
      status: z.enum(couponFilters).optional(),
      from: dayQuery,
      to: dayQuery,
    }),
    answers: { 200: { description: 'A page of coupons', schema: pageOf(Coupon) } },
    async handle({ ctx, query }) {
      const { rows, nextCursor } = await listCoupons(ctx, companyOf(ctx), {
        ...query,
        sort: query.status ? undefined : 'valid_until',
      })
      return { status: 200, body: { data: rows.map(couponOf), next_cursor: nextCursor } }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/coupons/:id',
    scopes: ['read'],
    name: 'getCoupon',
    tag: 'Coupons',
    summary: 'One coupon, and whether it works',
    repeats: 'read',
    answers: { 200: { description: 'The coupon', schema: CouponDetailsSchema } },
    async handle({ ctx, params }) {
      const row = await findCoupon(ctx, companyOf(ctx), idOf(params))
      const declined = row.decision.status === 'declined' ? row.decision : null
      const state = { works: !declined, code: declined?.code ?? null, whose: declined?.whose ?? null }
      return { status: 200, body: { ...couponOf(row), ...couponRemainderOf(row), ...state } }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/coupons/:id/block',
    scopes: ['manage'],
    name: 'blockCoupon',
    tag: 'Coupons',
    summary: 'Block a coupon',
    description:
      'In force the moment it is answered, where stations ask the cabinet. A coupon that is blocked already stays so.',
    repeats: 'key',
    body: BlockReason,
    answers: { 200: { description: 'Blocked', schema: Blocked } },
    async handle({ ctx, params, body }) {
      const blocked = idOf(params)
      await blockCoupon(ctx, companyOf(ctx), blocked, { reason: body.reason ?? '' })
      return { status: 200, body: blockedBody(ctx, 'coupon', blocked, true) }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/coupons/:id/unblock',
    scopes: ['manage'],
    name: 'unblockCoupon',
    tag: 'Coupons',
    summary: "Lift the company's own block of a coupon",
    repeats: 'key',
    body: NoFields,
    answers: { 200: { description: 'Not blocked by the company', schema: Blocked } },
    async handle({ ctx, params }) {
      const lifted = idOf(params)
      await unblockCoupon(ctx, companyOf(ctx), lifted)
      return { status: 200, body: blockedBody(ctx, 'coupon', lifted, false) }
    },
  }),
]
