import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { ProductsTable } from '#db/schema/products.ts'
import { now } from '#db/sql/now.ts'

export type ProductRow = Selectable<ProductsTable>
export type NewProduct = Insertable<ProductsTable>
export type ProductChange = Omit<Updateable<ProductsTable>, 'id' | 'code' | 'version' | 'updated_at'>

/** All of them, in the order in which people read them. `lock` holds them until the transaction ends. */
export function selectProducts(db: Db, { lock = false } = {}): Promise<ProductRow[]> {
  const query = db.selectFrom('products').selectAll().orderBy('position').orderBy('code')
  return (lock ? query.forUpdate() : query).execute()
}

export function selectProduct(db: Db, id: number): Promise<ProductRow | undefined> {
  return db.selectFrom('products').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertProduct(db: Db, product: NewProduct): Promise<number> {
  const result = await db.insertInto('products').values(product).executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** Compare-and-set: false when it is no longer of this version. */
export async function updateProduct(
  db: Db,
  id: number,
  version: number,
  change: ProductChange,
): Promise<boolean> {
  const result = await db
    .updateTable('products')
    .set({ ...change, version: version + 1, updated_at: now })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
