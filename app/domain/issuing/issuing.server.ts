import { CODE_SHOWN } from '#app/domain/audit/actions.ts'
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
import { type Obstacle, obstacles } from '#app/domain/kernel/error-codes/money.ts'
import { DomainError, reject } from '#app/domain/kernel/errors.ts'
import type { CouponRow } from '#db/queries/coupons/coupons.ts'
import { insertOrderCoupons } from '#db/queries/issuing/order-coupons.ts'
import { type Sellable, selectFreeIds, selectStockForUpdate } from '#db/queries/issuing/stock.ts'
import type { OrderLinesTable } from '#db/schema/index.ts'

// Steps of orders: the caller has authorized, holds the order and works in its transaction.

/** What is issued. */
export interface OrderToIssue {
  id: number
  companyId: CompanyId
  /** What the client was promised: no coupon ends earlier. */
  validUntil: Day
  lines: readonly OrderLine[]
}

export type OrderLine = Pick<OrderLinesTable, 'product' | 'nominal' | 'quantity' | 'price'> & { id: number }

export interface IssuedCoupons {
  count: number
  /** Of the one that ends first. */
  validUntil: Day
}

/** Why nothing was issued. */
export interface ObstacleMet {
  obstacle: Obstacle
  error: DomainError
}

/** A line of coupons: its product and its nominal are there. */
interface CouponLine {
  id: number
  product: NonNullable<OrderLinesTable['product']>
  nominal: number
  quantity: number
  price: number
}

/** Writes what was planned. @returns the ids of each line's coupons, by the line's id */
type Write = (delta: CouponTotalsDelta) => Promise<Map<number, number[]>>

interface Plan {
  write: Write
  validUntil: Day
}

/**
 * Issues the coupons of an order by the setting: signed here, or out of the stock. All of its lines are planned before
 * the first coupon is written, so that it has all of its coupons or none.
 * @returns the obstacle where nothing was issued
 */
export async function issueCoupons(ctx: Context, order: OrderToIssue): Promise<IssuedCoupons | ObstacleMet> {
  const lines = order.lines.flatMap((line): CouponLine[] => {
    const { product, nominal } = line
    return product === null || nominal === null ? [] : [{ ...line, product, nominal }]
  })
  const plan = ctx.settings.couponIssue.mode === 'stock' ? planFromStock : planSignedHere
  const planned = await plan(ctx, order, lines).catch(asObstacle)
  if ('obstacle' in planned) return planned
  const delta = new CouponTotalsDelta()
  const idsOfLines = await planned.write(delta)
  const rows = lines.flatMap((line) =>
    (idsOfLines.get(line.id) ?? []).map((couponId, at) => {
      return { order_line_id: line.id, position: at + 1, order_id: order.id, coupon_id: couponId }
    }),
  )
  await insertOrderCoupons(ctx.db, rows)
  await delta.write(ctx)
  return { count: rows.length, validUntil: planned.validUntil }
}

function asObstacle(error: unknown): ObstacleMet {
  if (!(error instanceof DomainError)) throw error
  const code = obstacles.find((obstacle) => obstacle === error.code)
  if (code === undefined) throw error
  return { obstacle: code, error }
}

type PlanIssue = (ctx: Context, order: OrderToIssue, lines: readonly CouponLine[]) => Promise<Plan>

const FIRST_REVISION = 1

const planSignedHere: PlanIssue = async (ctx, order, lines) => {
  const signer = await codeSigner(ctx)
  const fresh = await freshNumbers(ctx, sumOf(lines))
  const { validUntil } = order
  const planned = lines.flatMap((line) =>
    fresh.splice(0, line.quantity).map((number) => {
      const { product, nominal: volume } = line
      const payload = signer.payload({ number, revision: FIRST_REVISION, product, volume, validUntil })
      const qr = { ...sealQr(ctx.keyring, number, payload), lookup: qrLookup(ctx.keyring, payload) }
      const coupon = { ...factsOf(ctx, order, line), number, qr, codeRevision: FIRST_REVISION }
      return { lineId: line.id, coupon }
    }),
  )
  const write: Write = async (delta) => {
    const coupons = planned.map(({ coupon }) => coupon)
    await addCoupons(ctx, coupons, delta)
    const numbers = coupons.map(({ number }) => number)
    const ids = new Map((await findCouponsByNumbers(ctx, numbers)).map(({ number, id }) => [number, id]))
    const written = planned.flatMap(({ lineId, coupon: { number } }) => {
      const id = ids.get(number)
      return id === undefined ? [] : [{ lineId, id }]
    })
    return idsByLine(written)
  }
  return { write, validUntil }
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

function factsOf(ctx: Context, order: OrderToIssue, { product, nominal, price }: CouponLine): CouponFacts {
  return {
    ...{ companyId: order.companyId, product, volume: nominal, remaining: nominal, divisible: false, price },
    ...{ validFrom: businessDay(ctx.now), validUntil: order.validUntil, redeemedAt: null, qr: null },
    issuerStatus: ctx.settings.couponIssue.isActivated ? 'active' : 'issued',
    batch: `№ ${order.id}`,
  }
}

/** Coupons of the company whose register is the stock become the client's, at the price of the order. */
const planFromStock: PlanIssue = async (ctx, order, lines) => {
  const stock = await companyWithBin(ctx.db, ctx.settings.couponIssue.stockBin)
  if (!stock) reject('coupon_stock_not_ready')
  const kinds = Map.groupBy(lines, ({ product, nominal }) => `${product} ${nominal}`)
  const taken: { line: CouponLine; before: CouponRow }[] = []
  // Lines of the same fuel and nominal take from one pile.
  for (const alike of kinds.values()) {
    const found = await takeStock(ctx, asCompanyId(stock.id), order, alike)
    for (const line of alike)
      taken.push(...found.splice(0, line.quantity).map((before) => ({ line, before })))
  }
  const write: Write = async (delta) => {
    const changes = taken.map(({ line, before }) => ({ before, after: given(ctx, order, line, before) }))
    await changeCoupons(ctx, changes, delta, null)
    return idsByLine(taken.map(({ line, before }) => ({ lineId: line.id, id: before.id })))
  }
  const ends = taken.map(({ before }) => before.valid_until).sort()
  return { write, validUntil: ends[0] ?? order.validUntil }
}

const SELLABLE: Sellable = { statuses: ['issued', 'active'], shownAction: CODE_SHOWN }

/** So many coupons of the stock as the lines ask for, held. */
async function takeStock(
  ctx: Context,
  stock: CompanyId,
  { validUntil }: OrderToIssue,
  lines: readonly CouponLine[],
): Promise<CouponRow[]> {
  const [{ product, nominal: volume }] = lines as readonly [CouponLine, ...CouponLine[]]
  const quantity = sumOf(lines)
  const wish = { product, volume, quantity, validFrom: businessDay(ctx.now), validUntil }
  const held = await selectStockForUpdate(ctx.db, stock, wish, SELLABLE)
  const free = await selectFreeIds(
    ctx.db,
    held.map(({ id }) => id),
    SELLABLE,
  )
  const found = held.filter(({ id }) => free.has(id))
  return found.length < quantity ? reject('coupon_stock_too_few') : found
}

/** A coupon of the stock keeps its own last day and code. */
function given(ctx: Context, order: OrderToIssue, line: CouponLine, before: CouponRow): CouponFacts {
  const { qr_ciphertext: ciphertext, qr_key_id: keyId, valid_until: validUntil } = before
  const qr = ciphertext && keyId ? { ciphertext, keyId } : null
  return { ...factsOf(ctx, order, line), validUntil, divisible: before.divisible === 1, qr }
}

function sumOf(lines: readonly CouponLine[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0)
}

function idsByLine(written: readonly { lineId: number; id: number }[]): Map<number, number[]> {
  const groups = [...Map.groupBy(written, ({ lineId }) => lineId)]
  return new Map(groups.map(([lineId, rows]) => [lineId, rows.map(({ id }) => id)]))
}
