import { type Selectable, sql } from 'kysely'
import { type Db, isDuplicateKey } from '#db/connection/client.server.ts'
import type { Day } from '#db/schema/columns.ts'
import type { PriceListsTable, PricesTable, ProductCode } from '#db/schema/index.ts'

export type PriceListRow = Selectable<PriceListsTable>
export type PriceRow = Selectable<PricesTable>

export function selectPriceLists(db: Db): Promise<PriceListRow[]> {
  return db.selectFrom('price_lists').selectAll().orderBy('name').execute()
}

/** `lock` holds it until the transaction ends: whoever changes its prices waits. */
export function selectPriceList(
  db: Db,
  id: number,
  { lock = false } = {},
): Promise<PriceListRow | undefined> {
  const query = db.selectFrom('price_lists').selectAll().where('id', '=', id)
  return (lock ? query.forUpdate() : query).executeTakeFirst()
}

/** Null: the name is taken. */
export async function insertPriceList(db: Db, name: string, createdBy: number): Promise<number | null> {
  try {
    const row = { name, created_by: createdBy }
    const result = await db.insertInto('price_lists').values(row).executeTakeFirstOrThrow()
    return Number(result.insertId)
  } catch (error) {
    if (isDuplicateKey(error)) return null
    throw error
  }
}

/** Of a list, the newest of each product first. */
export function selectPrices(db: Db, priceListId: number, limit: number): Promise<PriceRow[]> {
  return db
    .selectFrom('prices')
    .selectAll()
    .where('price_list_id', '=', priceListId)
    .orderBy('starts_on', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** What a litre costs on a day; undefined: the list says nothing about the product yet. */
export async function selectPriceOn(
  db: Db,
  priceListId: number,
  product: ProductCode,
  day: Day,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('prices')
    .select('price')
    .where('price_list_id', '=', priceListId)
    .where('product', '=', product)
    .where('starts_on', '<=', day)
    .orderBy('starts_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.price
}

/** The price of every product of some lists on a day. */
export async function selectPricesOn(
  db: Db,
  priceListIds: readonly number[],
  day: Day,
): Promise<{ price_list_id: number; product: ProductCode; price: number; starts_on: Day }[]> {
  if (priceListIds.length === 0) return []
  const { rows } = await sql<{ price_list_id: number; product: ProductCode; price: number; starts_on: Day }>`
    select p.price_list_id, p.product, p.price, p.starts_on
    from prices p
    join (
      select price_list_id, product, max(starts_on) as starts_on from prices
      where price_list_id in (${sql.join(priceListIds)}) and starts_on <= ${day}
      group by price_list_id, product
    ) newest using (price_list_id, product, starts_on)
  `.execute(db)
  return rows
}

/** Instead of a price that begins on the same day. */
export async function upsertPrice(
  db: Db,
  price: Pick<PriceRow, 'price_list_id' | 'product' | 'starts_on' | 'price' | 'set_by'>,
): Promise<void> {
  await db
    .insertInto('prices')
    .values(price)
    .onDuplicateKeyUpdate({ price: price.price, set_by: price.set_by })
    .execute()
}

/** One that has not begun yet. */
export async function deletePlannedPrice(
  db: Db,
  priceListId: number,
  id: number,
  today: Day,
): Promise<boolean> {
  const result = await db
    .deleteFrom('prices')
    .where('id', '=', id)
    .where('price_list_id', '=', priceListId)
    .where('starts_on', '>', today)
    .executeTakeFirst()
  return result.numDeletedRows === 1n
}
