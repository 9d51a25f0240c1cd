import type { Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { discounted } from '#app/domain/kernel/money.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { listPriceOn, listPricesOn } from '#app/domain/prices/prices.server.ts'
import { vatInside } from '#app/domain/prices/vat.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import type { ContractRow } from './contracts.server.ts'

type Priced = Pick<ContractRow, 'price_list_id' | 'discount'>

/**
 * What a litre costs under a contract on a day: its list's price, or else the station's, less the discount.
 * @param atStation what the station asks, tiyn a litre; null: it did not say
 * @returns tiyn a litre; null: no price is known
 */
export async function contractPrice(
  ctx: Context,
  { price_list_id: listId, discount }: Priced,
  product: ProductCode | null,
  { day, atStation }: { day: Day; atStation: number | null },
): Promise<number | null> {
  const own = listId === null || product === null ? null : await listPriceOn(ctx, listId, product, day)
  const price = own ?? atStation
  return price === null ? null : discounted(price, discount)
}

export interface ProductPrice {
  product: ProductCode
  /** Tiyn a litre, with VAT. */
  price: number
  /** What of it is VAT; 0: the supplier pays none. */
  vat: number
}

/** What each product of its list costs under a contract on a day; a list that names none leaves the stations' prices. */
export async function contractPrices(
  ctx: Context,
  companyId: CompanyId,
  { price_list_id: listId, discount, vat }: Priced & Pick<ContractRow, 'vat'>,
  day: Day,
): Promise<ProductPrice[]> {
  requireRightIn(ctx, companyId, 'see_contract')
  if (listId === null) return []
  const prices = await listPricesOn(ctx, listId, day)
  return prices.map((row) => {
    const price = discounted(row.price, discount)
    return { product: row.product, price, vat: vat === 'none' ? 0 : vatInside(price, day) }
  })
}
