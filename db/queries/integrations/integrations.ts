import { type Insertable, type SqlBool, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { ApiKeysTable, IntegrationsTable } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'

/** A key with the integration that it belongs to. */
export interface ApiKeyRow {
  id: number
  integration_id: number
  public_id: string
  name: string
  company_id: number | null
  company_name: string | null
  is_test: 0 | 1
  scopes: string
  stations: string | null
  created_at: Date
  expires_at: Date | null
  revoked_at: Date | null
  last_used_at: Date | null
}

export async function insertIntegration(
  db: Db,
  row: Pick<
    Insertable<IntegrationsTable>,
    'public_id' | 'name' | 'company_id' | 'is_test' | 'scopes' | 'stations'
  >,
): Promise<number> {
  const result = await db.insertInto('integrations').values(row).executeTakeFirstOrThrow()
  return Number(result.insertId)
}

export async function insertApiKey(
  db: Db,
  row: Pick<Insertable<ApiKeysTable>, 'integration_id' | 'public_id' | 'secret_hash' | 'expires_at'>,
): Promise<number> {
  const result = await db.insertInto('api_keys').values(row).executeTakeFirstOrThrow()
  return Number(result.insertId)
}

export type LiveApiKeyRow = ApiKeyRow & { secret_hash: Buffer }

/** One that is neither revoked nor expired, by the database's clock, and whose company is open. */
export function selectLiveApiKey(db: Db, publicId: string): Promise<LiveApiKeyRow | undefined> {
  return selectFromApiKeys(db)
    .select('k.secret_hash')
    .where('k.public_id', '=', publicId)
    .where('k.revoked_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('k.expires_at', 'is', null), eb('k.expires_at', '>', now)]))
    .where('c.closed_at', 'is', null)
    .executeTakeFirst()
}

/** Whose keys a list shows: a company's own, or everybody's. */
export interface ApiKeySelection {
  companyId: number | undefined
}

/** The newest first. */
export function selectApiKeys(
  db: Db,
  { companyId }: ApiKeySelection,
  request: PageRequest,
): Promise<ApiKeyRow[]> {
  let query = selectFromApiKeys(db)
  if (companyId !== undefined) query = query.where('i.company_id', '=', companyId)
  return query
    .where(beyondId('k.id', request))
    .orderBy('k.id', directionOf(request))
    .limit(request.limit)
    .execute()
}

export function selectApiKey(
  db: Db,
  publicId: string,
  { companyId }: ApiKeySelection,
): Promise<ApiKeyRow | undefined> {
  let query = selectFromApiKeys(db).where('k.public_id', '=', publicId)
  if (companyId !== undefined) query = query.where('i.company_id', '=', companyId)
  return query.executeTakeFirst()
}

/** Whether a key that works, of no company and no test, opens a scope. */
export async function hasActiveKey(db: Db, scope: string): Promise<boolean> {
  const row = await selectFromApiKeys(db)
    .where('k.revoked_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('k.expires_at', 'is', null), eb('k.expires_at', '>', now)]))
    .where('i.company_id', 'is', null)
    .where(sql<SqlBool>`find_in_set(${scope}, replace(i.scopes, ' ', ','))`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Compare-and-set: false when it was revoked already. */
export async function updateApiKeyRevoked(db: Db, id: number): Promise<boolean> {
  const result = await db
    .updateTable('api_keys')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Ends a key after so many hours unless it ends before; false when it has ended. */
export async function updateApiKeyExpiry(db: Db, id: number, hours: number): Promise<boolean> {
  const end = sql<Date>`utc_timestamp(6) + interval ${hours} hour`
  const result = await db
    .updateTable('api_keys')
    .set({ expires_at: sql<Date>`least(coalesce(expires_at, ${end}), ${end})` })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst()
  // Found, not changed: a key that ends sooner anyway stays as it is.
  return result.numUpdatedRows === 1n
}

/** Once a minute at most, so that a busy key is not a busy row. */
export async function updateApiKeyUsed(db: Db, id: number): Promise<void> {
  await db
    .updateTable('api_keys')
    .set({ last_used_at: now })
    .where('id', '=', id)
    .where((eb) =>
      eb.or([
        eb('last_used_at', 'is', null),
        eb('last_used_at', '<', sql<Date>`utc_timestamp(6) - interval 1 minute`),
      ]),
    )
    .execute()
}

function selectFromApiKeys(db: Db) {
  return db
    .selectFrom('api_keys as k')
    .innerJoin('integrations as i', 'i.id', 'k.integration_id')
    .leftJoin('companies as c', 'c.id', 'i.company_id')
    .select(['k.id', 'k.integration_id', 'k.public_id', 'k.created_at', 'k.expires_at', 'k.revoked_at'])
    .select(['k.last_used_at', 'i.name', 'i.company_id', 'i.is_test', 'i.scopes', 'i.stations'])
    .select('c.name as company_name')
}
