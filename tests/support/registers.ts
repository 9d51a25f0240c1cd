import {
  addCards,
  type CardFacts,
  changeCards,
  findCardsByNumbers,
} from '#app/domain/cards/card-register.server.ts'
import { sealQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { addCoupons, type CouponFacts } from '#app/domain/coupons/coupon-register.server.ts'
import { CouponTotalsDelta } from '#app/domain/coupons/coupon-totals.server.ts'
import { factsOfRow } from '#app/domain/imports/merging/cards.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  addTransactions,
  type Receipt,
  type TransactionFacts,
  TransactionTotalsDelta,
} from '#app/domain/transactions/transaction-register.server.ts'

export type NewCoupon = Partial<Omit<CouponFacts, 'qr'>> & { number?: string; qr?: string | null }
export type NewCard = Partial<CardFacts> & { number?: string }
export type NewTransaction = Partial<TransactionFacts & Receipt>

/** Noon of this day in Almaty is the `now` of tests that depend on dates. */
export const TODAY = '2026-11-22'
export const NOW = new Date('2026-11-22T07:00:00Z')

let made = 0

/** Twenty digits, as most coupons have them, and no two alike. */
export function newCouponNumber(): string {
  return `9999${String(7_000_000_000_000_000 + ++made * 7919)}`
}

export function newCardNumber(): string {
  return `7825${String(100_000_000_000 + ++made * 104_729)}`
}

/** Brings coupons in as a register does; ids in the order given. An active one of 20 litres unless told. */
export async function bringCoupons(
  ctx: Context,
  companyId: CompanyId,
  coupons: readonly NewCoupon[],
): Promise<{ id: number; number: string }[]> {
  const rows = coupons.map(({ qr, ...coupon }) => {
    const number = coupon.number ?? newCouponNumber()
    const volume = coupon.volume ?? 20_000
    const facts: CouponFacts & { number: string } = {
      companyId,
      product: 'diesel',
      remaining: coupon.issuerStatus === 'redeemed' ? 0 : volume,
      divisible: false,
      price: 32_500,
      validFrom: '2026-09-01',
      validUntil: '2027-02-28',
      issuerStatus: 'active',
      redeemedAt: null,
      batch: null,
      ...coupon,
      volume,
      number,
      qr: qr === null ? null : sealQr(ctx.keyring, number, qr ?? `payload-of-${number.slice(-6)}`),
    }
    return facts
  })
  await transact(ctx, async (ctx) => {
    const delta = new CouponTotalsDelta()
    await addCoupons(ctx, rows, delta)
    await delta.write(ctx)
  })
  return idsOf(ctx, 'coupons', rows)
}

/** An active card with a daily limit of 100 litres unless told. */
export async function bringCards(
  ctx: Context,
  companyId: CompanyId,
  cards: readonly NewCard[],
): Promise<{ id: number; number: string }[]> {
  const rows = cards.map((card) => ({
    companyId,
    holder: 'Ахметов Ерлан',
    plate: '719BMW17',
    products: ['diesel' as const],
    scheme: 'limits' as const,
    dailyLimit: 100_000,
    weeklyLimit: null,
    monthlyLimit: null,
    limitUnit: 'ml' as const,
    balance: 12_400_762,
    issuerStatus: 'active' as const,
    validUntil: '2028-11-26',
    replacedBy: null,
    number: newCardNumber(),
    ...card,
  }))
  await transact(ctx, (ctx) => addCards(ctx, rows))
  return idsOf(ctx, 'cards', rows)
}

/** What the register says of a card from now on; what is left out stays. */
export async function changeCard(
  ctx: Context,
  number: string,
  facts: Partial<CardFacts>,
  importId: number | null = null,
): Promise<void> {
  await transact(ctx, async (ctx) => {
    const [before] = await findCardsByNumbers(ctx, [number], { lock: true })
    if (!before) throw new Error('no card')
    const after = { ...factsOfRow(before), ...facts }
    await changeCards(ctx, [{ before, after }], importId)
  })
}

/** The card that costs most to show: a wallet that took the place of two cards, one after the other, and lost its own. */
export async function bringCostlyCard(ctx: Context, companyId: CompanyId, card: NewCard = {}) {
  const [next, own, before, first] = [newCardNumber(), newCardNumber(), newCardNumber(), newCardNumber()]
  const [made] = await bringCards(ctx, companyId, [
    { ...card, number: own, scheme: 'wallet_litres', replacedBy: next },
    { number: next },
    { number: before, replacedBy: own },
    { number: first, replacedBy: before },
  ])
  if (!made) throw new Error('no card')
  return made
}

/** 40 litres of diesel today at noon unless told. */
export async function bringTransactions(
  ctx: Context,
  companyId: CompanyId,
  transactions: readonly NewTransaction[],
): Promise<void> {
  const rows = transactions.map((transaction) => ({
    companyId,
    occurredAt: NOW,
    occurredOn: TODAY,
    stationCode: 'АЗС-001',
    receipt: String(100_000 + ++made),
    till: '',
    operationId: '',
    operation: 'sale' as const,
    instrumentNumber: '7825208183490756',
    cardId: null,
    couponId: null,
    product: 'diesel' as const,
    volume: 40_000,
    price: 32_500,
    amount: 1_300_000,
    ...transaction,
  }))
  await transact(ctx, async (ctx) => {
    const delta = new TransactionTotalsDelta()
    await addTransactions(ctx, rows, delta)
    await delta.write(ctx)
  })
}

async function idsOf(ctx: Context, table: 'coupons' | 'cards', rows: readonly { number: string }[]) {
  const numbers = rows.map(({ number }) => number)
  if (numbers.length === 0) return []
  const found = await ctx.db
    .selectFrom(table)
    .select(['id', 'number'])
    .where('number', 'in', numbers)
    .execute()
  const ids = new Map(found.map(({ id, number }) => [number, id]))
  return numbers.map((number) => ({ number, id: ids.get(number) ?? 0 }))
}
