import { type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { IntegrationProductsTable } from '#db/schema/index.ts'

export type IntegrationProductRow = Pick<Selectable<IntegrationProductsTable>, 'code' | 'product'>

export function selectIntegrationProducts(db: Db, integrationId: number): Promise<IntegrationProductRow[]> {
  return db
    .selectFrom('integration_products')
    .select(['code', 'product'])
    .where('integration_id', '=', integrationId)
    .orderBy('code')
    .execute()
}

/** One that is there already means another product from now on. */
export async function upsertIntegrationProduct(
  db: Db,
  integrationId: number,
  { code, product }: IntegrationProductRow,
): Promise<void> {
  await db
    .insertInto('integration_products')
    .values({ integration_id: integrationId, code, product })
    .onDuplicateKeyUpdate({ product: sql`values(product)` })
    .execute()
}

/** Whether it was there. */
export async function deleteIntegrationProduct(
  db: Db,
  integrationId: number,
  code: string,
): Promise<boolean> {
  const result = await db
    .deleteFrom('integration_products')
    .where('integration_id', '=', integrationId)
    .where('code', '=', code)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}
