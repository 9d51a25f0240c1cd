import { companyWithBin } from '#app/domain/companies/company-register.server.ts'
import { qrLookup } from '#app/domain/coupons/coupon-lookup.server.ts'
import { sealQr } from '#app/domain/coupons/coupon-qr.server.ts'
import {
  addCoupons,
  type CouponFacts,
  changeCoupons,
  findCouponsByNumbers,
} from '#app/domain/coupons/coupon-register.server.ts'
import { CouponTotalsDelta } from '#app/domain/coupons/coupon-totals.server.ts'
import { newCouponNumber } from '#app/domain/coupons/signed-code.server.ts'
import { codeSigner } from '#app/domain/coupons/signing.server.ts'
import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import type { CouponRow } from '#db/queries/coupons/coupons.ts'
import { insertOrderCoupons, selectStockForUpdate } from '#db/queries/issuing/order-coupons.ts'
import type { OrderLinesTable } from '#db/schema/index.ts'

// Steps of orders: the caller has authorized, holds the order and works in its transaction.

/** What is issued. */
export interface IssuedOrder {
  id: number
  companyId: CompanyId
  validUntil: Day
  lines: readonly IssuedLine[]
}

export type IssuedLine = Pick<OrderLinesTable, 'product' | 'nominal' | 'quantity' | 'price'> & { id: number }

/** A line of coupons: its product and its nominal are there. */
interface CouponLine {
  id: number
  product: NonNullable<OrderLinesTable['product']>
  nominal: number
  quantity: number
  price: number
}

/**
 * Issues the coupons of an order by the setting: signed here, or out of the stock.
 * @returns how many; null: the stock has too few, and nothing was issued
 */
export async function issueCoupons(ctx: Context, order: IssuedOrder): Promise<number | null> {
  const lines = order.lines.flatMap((line): CouponLine[] => {
    const { product, nominal } = line
    return product === null || nominal === null ? [] : [{ ...line, product, nominal }]
  })
  const issued = ctx.settings.couponIssue.mode === 'stock' ? fromStock : signedHere
  const delta = new CouponTotalsDelta()
  const filled: { line: CouponLine; couponIds: number[] }[] = []
  for (const line of lines) {
    const couponIds = await issued(ctx, order, line, delta)
    if (couponIds === null) return null
    filled.push({ line, couponIds })
  }
  const rows = filled.flatMap(({ line, couponIds }) =>
    couponIds.map((couponId, at) => {
      return { order_line_id: line.id, position: at + 1, order_id: order.id, coupon_id: couponId }
    }),
  )
  await insertOrderCoupons(ctx.db, rows)
  await delta.write(ctx)
  return rows.length
}

type Issue = (
  ctx: Context,
  order: IssuedOrder,
  line: CouponLine,
  delta: CouponTotalsDelta,
) => Promise<number[] | null>

const FIRST_REVISION = 1

const signedHere: Issue = async (ctx, order, line, delta) => {
  const signer = await codeSigner(ctx)
  const numbers = await freshNumbers(ctx, line.quantity)
  const { product, nominal: volume } = line
  const coupons = numbers.map((number) => {
    const payload = signer.payload({
      ...{ number, revision: FIRST_REVISION, product, volume, validUntil: order.validUntil },
    })
    const qr = { ...sealQr(ctx.keyring, number, payload), lookup: qrLookup(ctx.keyring, payload) }
    return { ...factsOf(ctx, order, line), number, qr, codeRevision: FIRST_REVISION }
  })
  await addCoupons(ctx, coupons, delta)
  const rows = await findCouponsByNumbers(ctx, numbers)
  return rows.map(({ id }) => id)
}

/** Numbers that no coupon has; two of a trillion seldom meet, and then another one is drawn. */
async function freshNumbers(ctx: Context, quantity: number): Promise<string[]> {
  const fresh = new Set<string>()
  while (fresh.size < quantity) {
    const drawn = Array.from({ length: quantity - fresh.size }, () =>
      newCouponNumber(ctx.settings.couponIssue.issuer),
    )
    const taken = new Set((await findCouponsByNumbers(ctx, drawn)).map(({ number }) => number))
    for (const number of drawn) if (!taken.has(number)) fresh.add(number)
  }
  return [...fresh]
}

function factsOf(ctx: Context, order: IssuedOrder, { product, nominal, price }: CouponLine): CouponFacts {
  return {
    ...{ companyId: order.companyId, product, volume: nominal, remaining: nominal, divisible: false, price },
    ...{ validFrom: businessDay(ctx.now), validUntil: order.validUntil, redeemedAt: null, qr: null },
    issuerStatus: ctx.settings.couponIssue.isActivated ? 'active' : 'issued',
    batch: `№ ${order.id}`,
  }
}

/** Coupons of the company whose register is the stock become the client's, at the price of the order. */
const fromStock: Issue = async (ctx, order, line, delta) => {
  const stock = await companyWithBin(ctx.db, ctx.settings.couponIssue.stockBin)
  if (!stock) reject('coupon_stock_not_ready')
  const { product, nominal: volume, quantity } = line
  const wish = { product, volume, quantity, validUntil: businessDay(ctx.now) }
  const found = await selectStockForUpdate(ctx.db, asCompanyId(stock.id), wish)
  if (found.length < quantity) return null
  const changes = found.map((before) => ({ before, after: given(ctx, order, line, before) }))
  await changeCoupons(ctx, changes, delta, null)
  return found.map(({ id }) => id)
}

/** A coupon of the stock keeps its own last day and code. */
function given(ctx: Context, order: IssuedOrder, line: CouponLine, before: CouponRow): CouponFacts {
  const { qr_ciphertext: ciphertext, qr_key_id: keyId, valid_until: validUntil } = before
  const qr = ciphertext && keyId ? { ciphertext, keyId } : null
  return { ...factsOf(ctx, order, line), validUntil, divisible: before.divisible === 1, qr }
}
