import { record } from '#app/domain/audit/audit.server.ts'
import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { activeProducts } from '#app/domain/products/catalogue.server.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import {
  deletePlannedPrice,
  insertPriceList,
  type PriceListRow,
  type PriceRow,
  selectPriceList,
  selectPriceLists,
  selectPriceOn,
  selectPrices,
  selectPricesOn,
  upsertPrice,
} from '#db/queries/prices/prices.ts'
import type { CancelPrice, NewPriceList, SetPrice } from './prices.input.server.ts'

/** Newest prices of a list that its page shows. */
const MAX_SHOWN = 200

export interface PriceListOverview {
  list: PriceListRow
  /** What each product costs today, tiyn a litre. */
  now: { product: ProductCode; price: number }[]
}

/** Every price list, by name. */
export async function listPriceLists(ctx: Context): Promise<PriceListOverview[]> {
  requireRight(ctx, 'see_prices')
  const lists = await selectPriceLists(ctx.db)
  const ids = lists.map(({ id }) => id)
  const prices = await selectPricesOn(ctx.db, ids, businessDay(ctx.now))
  return lists.map((list) => ({
    list,
    now: prices.filter((price) => price.price_list_id === list.id),
  }))
}

/** With its prices, the newest first. @throws DomainError price_list_not_found */
export async function findPriceList(
  ctx: Context,
  id: number,
): Promise<{ list: PriceListRow; prices: PriceRow[] }> {
  requireRight(ctx, 'see_prices')
  const list = (await selectPriceList(ctx.db, id)) ?? reject('price_list_not_found')
  return { list, prices: await selectPrices(ctx.db, id, MAX_SHOWN) }
}

/** @returns its id. @throws DomainError name_taken */
export function createPriceList(ctx: Context, { name }: NewPriceList): Promise<number> {
  const userId = requirePriceEditor(ctx)
  return transact(ctx, async (ctx) => {
    const id = (await insertPriceList(ctx.db, name, userId)) ?? reject('name_taken', { field: 'name' })
    await record(ctx, 'price_list.created', { kind: 'price_list', id }, { name })
    return id
  })
}

/**
 * What a litre of a product costs from a day on, today at the earliest; a price that begins on the same day gives way.
 * @throws DomainError price_list_not_found, product_not_found, price_past
 */
export function setPrice(ctx: Context, id: number, { product, price, startsOn }: SetPrice): Promise<void> {
  const userId = requirePriceEditor(ctx)
  return transact(ctx, async (ctx) => {
    const list = (await selectPriceList(ctx.db, id, { lock: true })) ?? reject('price_list_not_found')
    const products = await activeProducts(ctx)
    if (!products.some(({ code }) => code === product)) reject('product_not_found', { field: 'product' })
    if (startsOn < businessDay(ctx.now)) reject('price_past', { field: 'startsOn' })
    const row = { price_list_id: id, product, starts_on: startsOn, price, set_by: userId }
    await upsertPrice(ctx.db, row)
    const data = { name: list.name, product, price, startsOn }
    await record(ctx, 'price_list.price_set', { kind: 'price_list', id }, data)
  })
}

/** Takes back a price that has not begun. @throws DomainError price_list_not_found, price_not_planned */
export function cancelPrice(ctx: Context, id: number, { priceId }: CancelPrice): Promise<void> {
  requirePriceEditor(ctx)
  return transact(ctx, async (ctx) => {
    const list = (await selectPriceList(ctx.db, id, { lock: true })) ?? reject('price_list_not_found')
    if (!(await deletePlannedPrice(ctx.db, id, priceId, businessDay(ctx.now)))) reject('price_not_planned')
    await record(ctx, 'price_list.price_cancelled', { kind: 'price_list', id }, { name: list.name })
  })
}

/** A list's own price of a product on a day, tiyn a litre; null: it says nothing about it. */
export async function listPriceOn(
  ctx: Context,
  priceListId: number,
  product: ProductCode,
  day: Day,
): Promise<number | null> {
  return (await selectPriceOn(ctx.db, priceListId, product, day)) ?? null
}

/** All prices of a list on a day. */
export async function listPricesOn(
  ctx: Context,
  priceListId: number,
  day: Day,
): Promise<{ product: ProductCode; price: number }[]> {
  return selectPricesOn(ctx.db, [priceListId], day)
}

/** Names to choose from. */
export async function priceListChoices(ctx: Context): Promise<{ id: number; name: string }[]> {
  requireRight(ctx, 'see_prices')
  return (await selectPriceLists(ctx.db)).map(({ id, name }) => ({ id, name }))
}

/** Whether there is such a list. */
export async function isPriceList(ctx: Context, id: number): Promise<boolean> {
  return (await selectPriceList(ctx.db, id)) !== undefined
}

function requirePriceEditor(ctx: Context): number {
  requireRight(ctx, 'edit_prices')
  return ctx.actor.kind === 'staff' ? ctx.actor.userId : reject('not_allowed')
}
