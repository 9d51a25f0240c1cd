import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { readAccount } from '#app/domain/contract-account/balances.server.ts'
import { renewCouponCode } from '#app/domain/coupons/code-renewal.server.ts'
import { openQr, showCouponQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { blockCoupon, unblockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { parseCode } from '#app/domain/coupons/signed-code.server.ts'
import { publishedKeys, readSignedCode } from '#app/domain/coupons/signing.server.ts'
import { exportIssuedCoupons } from '#app/domain/issuing/issued-coupons.server.ts'
import { addDays, addMonths, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context, CouponIssue } from '#app/domain/kernel/context.ts'
import { Keyring } from '#app/domain/kernel/keyring.server.ts'
import { formatLetterDay } from '#app/domain/mail/letter-time.ts'
import { issueOrder, payOrder } from '#app/domain/orders/order-steps.server.ts'
import { findOrder } from '#app/domain/orders/orders.server.ts'
import { undoPayment } from '#app/domain/payments/deciding.server.ts'
import { matchNewPayments } from '#app/domain/payments/matching.server.ts'
import { listPayments } from '#app/domain/payments/payments.server.ts'
import { createPriceList, setPrice } from '#app/domain/prices/prices.server.ts'
import { authorize, redeem } from '#app/domain/pump-operations/pump-operations.server.ts'
import {
  couponRequestInput,
  extendCouponsInput,
} from '#app/domain/service-requests/coupon-requests.input.server.ts'
import { sendCouponRequest } from '#app/domain/service-requests/coupon-requests.server.ts'
import { extendCouponsOf } from '#app/domain/service-requests/extending.server.ts'
import type { Locale } from '#db/schema/index.ts'
import { accountFor, driftOfAccountTotals } from '#tests/support/accounts.ts'
import { withSettings } from '#tests/support/context.ts'
import { dyingAt } from '#tests/support/dying-db.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringIn } from '#tests/support/imports.ts'
import { invoicedOrder, statement } from '#tests/support/payments.ts'
import { newOperationId, pumpOf } from '#tests/support/pump.ts'
import { bringCoupons, type NewCoupon } from '#tests/support/registers.ts'
import { driftOfCouponTotals } from '#tests/support/sums.ts'

const HERE: CouponIssue = { mode: 'here', issuer: '77', isActivated: true, stockBin: '' }

let cabinet: Cabinet
let operator: Person
let owner: Person
let companyId: CompanyId
let bin: string
let listId: number
let today: string

beforeAll(async () => {
  cabinet = await createCabinet()
  operator = await cabinet.staff('operator')
  today = businessDay(operator.ctx.now)
  listId = await createPriceList(operator.ctx, { name: 'Основной' })
  for (const [product, price] of Object.entries({ diesel: 32_555, ai95: 28_933 }))
    await setPrice(operator.ctx, listId, { product, price, startsOn: today })
  ;({ companyId, owner, bin } = await client())
})
afterAll(async () => {
  await cabinet.destroy()
})

async function client() {
  const companyId = await cabinet.company()
  const owner = await cabinet.client(companyId)
  await accountFor(operator, companyId, { priceListId: listId, papers: 'issue', couponMonths: 6 })
  return { companyId, owner, bin: (await findCompany(operator.ctx, companyId)).bin }
}

const by = (ctx: Context, issue: Partial<CouponIssue> = {}) =>
  withSettings(ctx, { couponIssue: { ...HERE, ...issue } })
const invoiced = (quantity = 3, typed: Record<string, string> = {}) =>
  invoicedOrder({ owner, operator }, companyId, quantity, typed)
const pay = (ctx: Context, id: number, amount: number) =>
  payOrder(ctx, id, { amount, occurredOn: today, document: '1' })
const orderOf = async (id: number) => (await findOrder(operator.ctx, companyId, id)).order

function couponsOf(orderId: number) {
  return cabinet.db
    .selectFrom('order_coupons as o')
    .innerJoin('coupons', 'coupons.id', 'o.coupon_id')
    .selectAll('coupons')
    .where('o.order_id', '=', orderId)
    .orderBy('coupons.id')
    .execute()
}
type Coupon = Awaited<ReturnType<typeof couponsOf>>[number]
function payloadOf({ number, qr_ciphertext: ciphertext, qr_key_id: keyId }: Coupon): string {
  if (!ciphertext || !keyId) throw new Error('no code')
  return openQr(operator.ctx.keyring, number, { ciphertext, keyId })
}
async function fuel(payload: string) {
  const asked = {
    station: await cabinet.station(),
    product: 'diesel',
    instrument: { by: 'qr', payload } as const,
  }
  return redeem(await pumpOf(cabinet), { operationId: newOperationId(), ...asked })
}
/** Whether a statement about the table waits for a lock. */
async function waitingFor(table: string): Promise<boolean> {
  const { rows } = await sql<{ query: string }>`select trx_query as query from information_schema.innodb_trx
    where trx_state = 'LOCK WAIT'`.execute(cabinet.db)
  return rows.some(({ query }) => query.includes(`into ${table}`))
}
const drift = async () => [await driftOfCouponTotals(cabinet.db), await driftOfAccountTotals(cabinet.db)]

describe('a paid order', () => {
  test('has exactly the coupons that it asked for, signed, and the owner a letter', async () => {
    const { id, total } = await invoiced(3, { product2: 'ai95', nominal2: '50', quantity2: '2' })
    const before = (await readAccount(operator.ctx, companyId))?.figures.balance ?? 0
    await pay(by(operator.ctx), id, total)
    const coupons = await couponsOf(id)
    const validUntil = (await orderOf(id)).valid_until
    expect(coupons.map(({ product, volume, price }) => [product, volume, price])).toEqual([
      ...Array.from({ length: 3 }, () => ['diesel', 20_000, 32_555]),
      ...Array.from({ length: 2 }, () => ['ai95', 50_000, 28_933]),
    ])
    for (const coupon of coupons) {
      expect(coupon).toMatchObject({ status: 'active', company_id: companyId, valid_until: validUntil })
      const code = await readSignedCode(operator.ctx, payloadOf(coupon))
      expect(code).toMatchObject({ number: coupon.number, revision: 1, volume: coupon.volume, validUntil })
    }
    expect((await orderOf(id)).status).toBe('issued')
    // Papers by issue: what was paid is spent.
    expect((await readAccount(operator.ctx, companyId))?.figures.balance).toBe(before)
    const letters = (await cabinet.lettersTo(owner.email)).filter(
      ({ template }) => template === 'coupons_issued',
    )
    expect(letters).toHaveLength(1)
    expect(await drift()).toEqual([[], []])
  })

  test('is issued by the payment that makes it whole, and no earlier', async () => {
    const { id, total } = await invoiced()
    await pay(by(operator.ctx), id, total - 1)
    expect(await couponsOf(id)).toEqual([])
    await pay(by(operator.ctx), id, 1)
    expect(await couponsOf(id)).toHaveLength(3)
  })

  test('is issued once, whoever pays and matches at the same time', async () => {
    const { id, total } = await invoiced()
    await bringIn(
      operator.ctx,
      'payments',
      statement([{ number: 'X', day: today, amount: total, payerBin: bin }]),
    )
    const system = await cabinet.system()
    await Promise.allSettled([
      pay(by(operator.ctx), id, total),
      pay(by(operator.ctx), id, total),
      matchNewPayments(by(system)),
      matchNewPayments(by(system)),
    ])
    expect(await couponsOf(id)).toHaveLength(3)
    await matchNewPayments(by(system))
    expect(await drift()).toEqual([[], []])
  })

  test('with cards waits for staff, who issue no coupon twice', async () => {
    const { id, total } = await invoiced(2, { cards: '1' })
    await pay(by(operator.ctx), id, total)
    expect([(await orderOf(id)).status, (await couponsOf(id)).length]).toEqual(['paid', 2])
    await issueOrder(by(operator.ctx), id)
    expect([(await orderOf(id)).status, (await couponsOf(id)).length]).toEqual(['issued', 2])
  })

  test('activates its coupons when staff issue it, where the setting says so', async () => {
    const { id, total } = await invoiced(2)
    const later = by(operator.ctx, { isActivated: false })
    await pay(later, id, total)
    expect((await couponsOf(id)).map(({ status }) => status)).toEqual(['issued', 'issued'])
    const [coupon] = await couponsOf(id)
    expect((await fuel(payloadOf(coupon as Coupon))).status).toBe('declined')
    await issueOrder(later, id)
    expect((await couponsOf(id)).map(({ status }) => status)).toEqual(['active', 'active'])
    expect(await drift()).toEqual([[], []])
  })

  test('keeps its payment: it is not taken back once coupons are out', async () => {
    // A sum that nothing else was paid by hand in today.
    const { id, total } = await invoiced(3, { nominal1: '25' })
    await bringIn(
      operator.ctx,
      'payments',
      statement([{ number: 'B', day: today, amount: total, payerBin: bin }]),
    )
    await matchNewPayments(by(await cabinet.system()))
    expect((await orderOf(id)).status).toBe('issued')
    const [payment] = (await listPayments(operator.ctx, { status: 'credited' })).rows
    const undo = undoPayment(operator.ctx, payment?.id ?? 0, { version: payment?.version ?? 0, reason: 'x' })
    await expect(undo).rejects.toMatchObject({ code: 'payment_used' })
  })

  test('is left to staff where the setting is off', async () => {
    const { id, total } = await invoiced()
    await pay(operator.ctx, id, total)
    expect([(await orderOf(id)).status, await couponsOf(id)]).toEqual(['paid', []])
  })

  test('has a register of issue with every coupon and no code', async () => {
    const { id, total } = await invoiced()
    await pay(by(operator.ctx), id, total)
    const rows = []
    for await (const batch of exportIssuedCoupons(operator.ctx, companyId, id)) rows.push(...batch)
    expect(rows.map(({ number }) => number)).toEqual((await couponsOf(id)).map(({ number }) => number))
    expect(JSON.stringify(rows)).not.toMatch(/\d{100}/)
  })
})

describe('an order that is paid late', () => {
  const endedYesterday = async () => {
    const order = await invoiced(2)
    const valid_until = addDays(today, -1)
    await cabinet.db.updateTable('orders').set({ valid_until }).where('id', '=', order.id).execute()
    return order
  }

  test('after the last day of its coupons has them for the months of its contract from that day', async () => {
    const { id, total } = await endedYesterday()
    await pay(by(operator.ctx), id, total)
    const until = addDays(addMonths(today, 6), -1)
    expect((await couponsOf(id)).map(({ valid_until }) => valid_until)).toEqual([until, until])
    expect(await orderOf(id)).toMatchObject({ status: 'issued', valid_until: until })
    for (const coupon of await couponsOf(id))
      expect(parseCode(payloadOf(coupon))).toMatchObject({ validUntil: until })
  })

  test('has them also when staff issue it', async () => {
    const { id, total } = await endedYesterday()
    await pay(operator.ctx, id, total)
    await issueOrder(by(operator.ctx), id)
    expect([(await orderOf(id)).status, (await couponsOf(id)).length]).toEqual(['issued', 2])
  })
})

describe('the stock', () => {
  const LATER = 200
  const one = (coupon: NewCoupon = {}): NewCoupon => ({
    price: 0,
    validUntil: addDays(today, LATER),
    ...coupon,
  })
  const ten = (coupon: NewCoupon = {}) => one({ volume: 10_000, remaining: 10_000, ...coupon })

  /** A company of stock with these coupons. */
  async function stockOf(...coupons: NewCoupon[]) {
    const stock = await cabinet.company()
    const rows = await bringCoupons(await cabinet.system(), stock, coupons)
    const { bin: stockBin } = await findCompany(operator.ctx, stock)
    return { stock, ids: rows.map(({ id }) => id), out: by(operator.ctx, { mode: 'stock', stockBin }) }
  }
  const idsOf = async (orderId: number) => (await couponsOf(orderId)).map(({ id }) => id)
  const stockOfCompany = async (id: CompanyId) =>
    (await cabinet.db.selectFrom('coupons').select('id').where('company_id', '=', id).execute()).length

  test('gives what it has, at the price of the order, and nothing where it has too few', async () => {
    const { stock, out } = await stockOf(one(), one(), ten())
    const until = addDays(today, LATER)
    const { id, total } = await invoiced(2)
    await pay(out, id, total)
    expect(
      (await couponsOf(id)).map(({ company_id, price, valid_until }) => [company_id, price, valid_until]),
    ).toEqual([
      [companyId, 32_555, until],
      [companyId, 32_555, until],
    ])
    expect((await orderOf(id)).status).toBe('issued')
    const more = await invoiced(1)
    await pay(out, more.id, more.total)
    expect([(await orderOf(more.id)).status, await couponsOf(more.id)]).toEqual(['paid', []])
    await expect(issueOrder(out, more.id)).rejects.toMatchObject({ code: 'coupon_stock_too_few' })
    await bringCoupons(await cabinet.system(), stock, [one()])
    await issueOrder(out, more.id)
    expect(await couponsOf(more.id)).toHaveLength(1)
    expect(await drift()).toEqual([[], []])
  })

  test('keeps the first line’s coupons where it lacks the second’s', async () => {
    const { stock, out } = await stockOf(one())
    const { id, total } = await invoiced(1, { product2: 'ai95', nominal2: '50', quantity2: '1' })
    await pay(out, id, total)
    expect([await orderOf(id), await idsOf(id)]).toMatchObject([
      { status: 'paid', coupons_issued_at: null },
      [],
    ])
    expect(await stockOfCompany(stock)).toBe(1)
    expect(await drift()).toEqual([[], []])
  })

  test('gives two lines that are alike no coupon twice', async () => {
    const { stock, ids, out } = await stockOf(one(), one(), one())
    const alike = { product2: 'diesel', nominal2: '20' }
    const four = await invoiced(2, { ...alike, quantity2: '2' })
    await pay(out, four.id, four.total)
    expect([await idsOf(four.id), await stockOfCompany(stock)]).toEqual([[], 3])
    const three = await invoiced(1, { ...alike, quantity2: '2' })
    await pay(out, three.id, three.total)
    expect([await idsOf(three.id), await stockOfCompany(stock)]).toEqual([ids, 0])
    expect(await drift()).toEqual([[], []])
  })

  test('gives none that ends before the day that was promised, and the letter names the real last day', async () => {
    const { ids, out } = await stockOf(
      ten({ validUntil: today }),
      ten({ validUntil: addDays(today, 60) }),
      ten({ validUntil: addDays(today, LATER + 10) }),
      ten(),
      ten({ validUntil: addDays(today, LATER + 20) }),
      ten({ validFrom: addDays(today, 1) }),
    )
    const { id, total } = await invoiced(2, { nominal1: '10' })
    await pay(out, id, total)
    expect(await idsOf(id)).toEqual([ids[2], ids[3]])
    const letters = (await cabinet.lettersTo(owner.email)).filter(
      ({ template }) => template === 'coupons_issued',
    )
    const letter = letters.at(-1) ?? expect.fail()
    expect(letter.text).toContain(formatLetterDay(addDays(today, LATER), letter.locale as Locale))
    const more = await invoiced(2, { nominal1: '10' })
    await pay(out, more.id, more.total)
    await expect(issueOrder(out, more.id)).rejects.toMatchObject({ code: 'coupon_stock_too_few' })
  })

  test('gives none that a pump holds, staff suspect, somebody has or somebody has seen', async () => {
    const payload = `held-${newOperationId()}`
    const { stock, ids, out } = await stockOf(one({ qr: payload }), ...Array.from({ length: 7 }, () => one()))
    const [held, suspected, shown, handed, takenBack, asked, replaced, free] = ids as [
      ...[number, number, number, number],
      ...[number, number, number, number],
    ]
    const station = await cabinet.station()
    const instrument = { by: 'qr', payload } as const
    await authorize(await pumpOf(cabinet), {
      ...{ operationId: newOperationId(), station, product: 'diesel', instrument },
    })
    await cabinet.db
      .insertInto('suspicions')
      .values({
        instrument_kind: 'coupon',
        instrument_id: suspected,
        reason: 'x',
        marked_by: operator.userId,
      })
      .execute()
    const keeper = await cabinet.client(stock)
    await showCouponQr(keeper.ctx, stock, shown)
    const handovers = [handed, takenBack].map((coupon_id, at) => {
      const live_coupon_id = at === 0 ? coupon_id : null
      return {
        handover_id: 900 + at,
        position: 1,
        coupon_id,
        live_coupon_id,
        shown_at: at === 0 ? null : new Date(),
      }
    })
    await cabinet.db.insertInto('handover_coupons').values(handovers).execute()
    await sendCouponRequest(
      keeper.ctx,
      stock,
      couponRequestInput(today).parse({
        kind: 'extension',
        ids: [String(asked)],
        until: addDays(today, 300),
      }),
    )
    await cabinet.db
      .updateTable('coupons')
      .set({ link_revoked_at: new Date() })
      .where('id', '=', replaced)
      .execute()
    const two = await invoiced(2)
    await pay(out, two.id, two.total)
    expect(await idsOf(two.id)).toEqual([])
    const { id, total } = await invoiced(1)
    await pay(out, id, total)
    expect(await idsOf(id)).toEqual([free])
    await cabinet.db
      .updateTable('coupons')
      .set({ hold_until: new Date(Date.now() - 1_000) })
      .where('id', '=', held)
      .execute()
    const after = await invoiced(1)
    await pay(out, after.id, after.total)
    expect(await idsOf(after.id)).toEqual([held])
  })

  test('a stock that nobody has set up does not keep the payment from being noted, and the log says why', async () => {
    const { id, total } = await invoiced(1)
    const out = by(operator.ctx, { mode: 'stock', stockBin: '000000000000' })
    await pay(out, id, total)
    expect(await orderOf(id)).toMatchObject({ status: 'paid', paid: total, coupons_issued_at: null })
    const [delay] = await cabinet.db
      .selectFrom('audit_log')
      .select('data')
      .where('action', '=', 'order.issue_delayed')
      .where('subject_id', '=', id)
      .execute()
    expect(JSON.parse(delay?.data ?? '')).toEqual({ delayedBy: 'coupon_stock_not_ready' })
    await expect(issueOrder(out, id)).rejects.toMatchObject({ code: 'coupon_stock_not_ready' })
    expect((await orderOf(id)).status).toBe('paid')
  })
})

describe('at the pump a code', () => {
  async function issued(): Promise<Coupon> {
    const { id, total } = await invoiced(1)
    await pay(by(operator.ctx), id, total)
    const [coupon] = await couponsOf(id)
    return coupon ?? expect.fail()
  }

  const couponWithId = (id: number) =>
    cabinet.db.selectFrom('coupons').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

  /** As a client asks for it and staff decide. */
  async function extend(coupons: readonly Coupon[], until: string): Promise<void> {
    const ids = coupons.map(({ id }) => String(id))
    const asked = couponRequestInput(today).parse({ kind: 'extension', ids, until })
    const request = await sendCouponRequest(owner.ctx, companyId, asked)
    const decision = extendCouponsInput(today).parse({ couponIds: ids, until, answer: 'x' })
    await extendCouponsOf(operator.ctx, request, decision)
  }

  test('fuels once', async () => {
    const payload = payloadOf(await issued())
    expect((await fuel(payload)).status).toBe('completed')
    expect(await fuel(payload)).toMatchObject({ status: 'declined', code: 'coupon_used' })
  })

  test('of an earlier revision is refused by name, and a later one fuels', async () => {
    const coupon = await issued()
    const photographed = payloadOf(coupon)
    await renewCouponCode(owner.ctx, companyId, coupon.id)
    expect(await fuel(photographed)).toMatchObject({ status: 'declined', code: 'coupon_code_replaced' })
    const [renewed] = await cabinet.db.selectFrom('coupons').selectAll().where('id', '=', coupon.id).execute()
    expect(renewed?.code_revision).toBe(2)
    expect((await fuel(payloadOf(renewed as Coupon))).status).toBe('completed')
  })

  test('of an extended coupon says its new last day, and the picture of the earlier one is refused', async () => {
    const coupon = await issued()
    const photographed = payloadOf(coupon)
    const until = addDays(coupon.valid_until, 60)
    await extend([coupon], until)
    const later = await couponWithId(coupon.id)
    expect(later).toMatchObject({ valid_until: until, code_revision: 2 })
    const code = await readSignedCode(operator.ctx, payloadOf(later))
    expect(code).toMatchObject({ number: coupon.number, revision: 2, validUntil: until })
    expect(await fuel(photographed)).toMatchObject({ status: 'declined', code: 'coupon_code_replaced' })
    expect((await fuel(payloadOf(later))).status).toBe('completed')
  })

  test('a code that cannot be replaced any more keeps its coupon from being extended, and is named', async () => {
    const [full, fresh] = [await issued(), await issued()]
    await cabinet.db.updateTable('coupons').set({ code_revision: 9 }).where('id', '=', full.id).execute()
    await expect(extend([fresh, full], addDays(full.valid_until, 60))).rejects.toMatchObject({
      ...{ code: 'coupon_code_not_extendable', params: { number: full.number } },
    })
    expect(await couponWithId(fresh.id)).toMatchObject({ valid_until: fresh.valid_until, code_revision: 1 })
  })

  test('with one digit changed is nobody’s', async () => {
    const payload = payloadOf(await issued())
    for (const at of [3, 16, 17, 19, 25, 31, 32, 100, 186]) {
      const changed = payload.slice(0, at) + ((Number(payload[at]) + 1) % 10) + payload.slice(at + 1)
      expect(await fuel(changed)).toMatchObject({ status: 'declined', code: 'coupon_not_found' })
    }
    expect((await fuel(payload)).status).toBe('completed')
  })

  test('of a coupon that does not work is not renewed: blocked, it waits until the block is lifted', async () => {
    const coupon = await issued()
    const renew = () => renewCouponCode(owner.ctx, companyId, coupon.id)
    await blockCoupon(owner.ctx, companyId, coupon.id, { reason: '' })
    await expect(renew()).rejects.toMatchObject({ code: 'coupon_not_usable' })
    expect(await couponWithId(coupon.id)).toMatchObject({ code_revision: 1 })
    await unblockCoupon(owner.ctx, companyId, coupon.id)
    await renew()
    expect(await couponWithId(coupon.id)).toMatchObject({ code_revision: 2 })
    await fuel(payloadOf(await couponWithId(coupon.id)))
    await expect(renew()).rejects.toMatchObject({ code: 'coupon_not_usable' })
  })

  test('is renewed at most as often as its digit counts, and only where it was made here', async () => {
    const coupon = await issued()
    for (let revision = 2; revision <= 9; revision++) await renewCouponCode(owner.ctx, companyId, coupon.id)
    await expect(renewCouponCode(owner.ctx, companyId, coupon.id)).rejects.toMatchObject({
      code: 'coupon_codes_full',
    })
    const [other] = await bringCoupons(await cabinet.system(), companyId, [{}])
    await expect(renewCouponCode(owner.ctx, companyId, other?.id ?? 0)).rejects.toMatchObject({
      code: 'coupon_code_not_ours',
    })
  })
})

describe('keys', () => {
  test('get the next number with a new secret, and codes of the earlier one stay good', async () => {
    const { id, total } = await invoiced(1)
    await pay(by(operator.ctx), id, total)
    const [old] = await couponsOf(id)
    const secrets = ['a-new-secret-of-the-tests-that-is-long', 'a-secret-of-the-tests-that-is-long-enough']
    const rotated = { ...by(operator.ctx), keyring: new Keyring(secrets) }
    const next = await invoiced(1)
    await pay(rotated, next.id, next.total)
    const keys = await publishedKeys(rotated)
    expect(keys.map(({ number }) => number)).toEqual([1, 2])
    expect(await readSignedCode(rotated, payloadOf(old as Coupon))).toMatchObject({ key: 1 })
    // Who has lost a secret takes it out, and its codes are nobody's.
    const without = { ...rotated, keyring: new Keyring(secrets.slice(0, 1)) }
    expect((await publishedKeys(without)).map(({ number }) => number)).toEqual([2])
    expect(await readSignedCode(without, payloadOf(old as Coupon))).toBeNull()
  })

  test('of two secrets that want the same number at once one waits for the next try, and nothing is issued', async () => {
    const ctx = { ...by(operator.ctx), keyring: new Keyring(['a-third-secret-of-the-tests-that-is-long']) }
    const { id, total } = await invoiced(1)
    const other = await cabinet.db.startTransaction().execute()
    await sql`insert into coupon_keys (number, public_key, key_id)
      select max(number) + 1, ${Buffer.alloc(32, 1)}, 'elsewhere' from coupon_keys`.execute(other)
    const paying = pay(ctx, id, total).catch((error: unknown) => error)
    // The view of transactions is renewed only when nobody has looked at it for a tenth of a second.
    await expect.poll(() => waitingFor('coupon_keys'), { interval: 200 }).toBe(true)
    await other.commit().execute()
    expect(await paying).toMatchObject({ code: 'conflict_try_again' })
    expect([(await orderOf(id)).status, await couponsOf(id)]).toEqual(['invoiced', []])
    await pay(ctx, id, total)
    expect((await couponsOf(id)).length).toBe(1)
    await cabinet.db.deleteFrom('coupon_keys').where('key_id', '=', 'elsewhere').execute()
  })
})

describe('a process that dies', () => {
  test('at any statement of a match and its issue leaves them whole or undone', async () => {
    let ran = 0
    for (let at = 1; ; at += 3) {
      // A sum that nothing else was paid by hand in today.
      const { id, total } = await invoiced(2, { nominal1: '200' })
      const line = { number: `K-${at}`, day: today, amount: total, payerBin: bin }
      await bringIn(operator.ctx, 'payments', statement([line]))
      const system = by(await cabinet.system())
      const db = dyingAt(cabinet.db, at)
      const outcome = await matchNewPayments({ ...system, db }).catch((error: Error) => error.message)
      const [{ status }, coupons] = [await orderOf(id), await couponsOf(id)]
      const isWhole = status === 'issued' && coupons.length === 2
      expect(isWhole || (status === 'invoiced' && coupons.length === 0), `statement ${at}: ${status}`).toBe(
        true,
      )
      await matchNewPayments(system)
      expect([(await orderOf(id)).status, (await couponsOf(id)).length]).toEqual(['issued', 2])
      ran = at
      if (outcome !== 'killed') break
    }
    // It did die on the way, many times.
    expect(ran).toBeGreaterThan(30)
    expect(await drift()).toEqual([[], []])
  })
})
