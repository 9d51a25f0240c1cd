import { contractPrices } from '#app/domain/contracts/contract-prices.server.ts'
import type { ContractRow } from '#app/domain/contracts/contracts.server.ts'
import type { Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { amountOf } from '#app/domain/kernel/money.ts'
import { vatInside } from '#app/domain/prices/vat.ts'
import type { NewLineRow } from '#db/queries/orders/orders.ts'

/** What is asked for, without its price. */
export interface AskedLine {
  kind: 'coupon' | 'card'
  product: string | null
  nominal: number | null
  quantity: number
  /** Of the form, for a product without a price. */
  field?: string
}

/**
 * The lines at the contract's prices of a day. A coupon is rounded once and then counted; the total is the sum of the lines.
 * @throws DomainError order_price_missing
 */
export async function pricedLines(
  ctx: Context,
  companyId: CompanyId,
  contract: ContractRow,
  { lines, day }: { lines: readonly AskedLine[]; day: Day },
): Promise<NewLineRow[]> {
  const prices = await contractPrices(ctx, companyId, contract, day)
  return lines.map(({ kind, product, nominal, quantity, field }) => {
    if (kind === 'card' || product === null || nominal === null)
      return { kind: 'card', product: null, nominal: null, quantity, price: 0, amount: 0, vat: 0 }
    const price = prices.find((one) => one.product === product)?.price
    if (price === undefined) reject('order_price_missing', field ? { field } : {})
    const amount = amountOf(nominal, price) * quantity
    const vat = contract.vat === 'none' ? 0 : vatInside(amount, day)
    return { kind, product, nominal, quantity, price, amount, vat }
  })
}

/** The same for showing; null: one of the products has no price now. */
export async function pricedIfAll(
  ctx: Context,
  companyId: CompanyId,
  contract: ContractRow,
  asked: { lines: readonly AskedLine[]; day: Day },
): Promise<NewLineRow[] | null> {
  const known = new Set(
    (await contractPrices(ctx, companyId, contract, asked.day)).map(({ product }) => product),
  )
  const isWhole = asked.lines.every(({ kind, product }) => kind === 'card' || known.has(product ?? ''))
  return isWhole ? pricedLines(ctx, companyId, contract, asked) : null
}

export function totalOf(lines: readonly { amount: number }[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0)
}
