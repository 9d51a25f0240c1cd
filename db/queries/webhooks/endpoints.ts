import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { WebhookDisabledReason, WebhookEndpointsTable } from '#db/schema/index.ts'
import { inSeconds } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'

export type WebhookEndpointRow = Selectable<WebhookEndpointsTable> & { company_name: string | null }

/** Whose endpoints: a company's; null: the retailer's own; undefined: everybody's. */
export interface EndpointSelection {
  companyId: number | null | undefined
}

export async function insertWebhookEndpoint(
  db: Db,
  row: Pick<Insertable<WebhookEndpointsTable>, 'company_id' | 'name' | 'url' | 'types'>,
): Promise<number> {
  const values = { ...row, secret: Buffer.alloc(0), secret_key_id: '', status: 'active' as const }
  const { insertId } = await db.insertInto('webhook_endpoints').values(values).executeTakeFirstOrThrow()
  return Number(insertId)
}

/** The newest first. */
export function selectWebhookEndpoints(
  db: Db,
  selection: EndpointSelection,
  request: PageRequest,
): Promise<WebhookEndpointRow[]> {
  return selectFromEndpoints(db, selection)
    .where(beyondId('e.id', request))
    .orderBy('e.id', directionOf(request))
    .limit(request.limit)
    .execute()
}

export function selectWebhookEndpoint(
  db: Db,
  id: number,
  selection: EndpointSelection,
): Promise<WebhookEndpointRow | undefined> {
  return selectFromEndpoints(db, selection).where('e.id', '=', id).executeTakeFirst()
}

/** For whoever changes it: two changes at once wait for each other. */
export function selectWebhookEndpointForUpdate(
  db: Db,
  id: number,
  selection: EndpointSelection,
): Promise<WebhookEndpointRow | undefined> {
  return selectFromEndpoints(db, selection).where('e.id', '=', id).forUpdate().executeTakeFirst()
}

export async function countWebhookEndpoints(db: Db, companyId: number | null): Promise<number> {
  const row = await db
    .selectFrom('webhook_endpoints')
    .select((eb) => eb.fn.countAll<number>().as('endpoints'))
    .where('company_id', companyId === null ? 'is' : '=', companyId)
    .where('status', '!=', 'deleted')
    .executeTakeFirstOrThrow()
  return Number(row.endpoints)
}

export async function updateWebhookEndpoint(
  db: Db,
  id: number,
  change: Pick<Updateable<WebhookEndpointsTable>, 'name' | 'url' | 'types'>,
): Promise<void> {
  await db.updateTable('webhook_endpoints').set(change).where('id', '=', id).execute()
}

export interface SealedSecret {
  keyId: string
  ciphertext: Buffer
}

/** With `previous`, that one stays in force for so many seconds beside it. */
export async function updateWebhookSecret(
  db: Db,
  id: number,
  secret: SealedSecret,
  previous?: SealedSecret & { seconds: number },
): Promise<void> {
  await db
    .updateTable('webhook_endpoints')
    .set({
      secret: secret.ciphertext,
      secret_key_id: secret.keyId,
      previous_secret: previous?.ciphertext ?? null,
      previous_key_id: previous?.keyId ?? null,
      previous_until: previous ? inSeconds(previous.seconds) : null,
    })
    .where('id', '=', id)
    .execute()
}

/** Compare-and-set: false when it was not active. */
export async function updateWebhookDisabled(
  db: Db,
  id: number,
  reason: WebhookDisabledReason,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_endpoints')
    .set({ status: 'disabled', disabled_reason: reason })
    .where('id', '=', id)
    .where('status', '=', 'active')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Compare-and-set: false when it was not disabled. It begins with a clean slate. */
export async function updateWebhookEnabled(db: Db, id: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_endpoints')
    .set({ status: 'active', disabled_reason: null, failing_since: null, is_slow: 0 })
    .where('id', '=', id)
    .where('status', '=', 'disabled')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Its secrets go with it. */
export async function updateWebhookDeleted(db: Db, id: number): Promise<void> {
  await db
    .updateTable('webhook_endpoints')
    .set({ status: 'deleted', secret: Buffer.alloc(0), previous_secret: null, previous_until: null })
    .where('id', '=', id)
    .execute()
}

/** What an attempt says of the endpoint; writes only where something changes. */
export async function updateWebhookHealth(
  db: Db,
  id: number,
  { failed, isSlow, at }: { failed: boolean; isSlow: boolean; at: Date },
): Promise<void> {
  const slow = isSlow ? 1 : 0
  await db
    .updateTable('webhook_endpoints')
    .set({ failing_since: failed ? sql<Date>`coalesce(failing_since, ${at})` : null, is_slow: slow })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('failing_since', failed ? 'is' : 'is not', null), eb('is_slow', '!=', slow)]))
    .execute()
}

function selectFromEndpoints(db: Db, { companyId }: EndpointSelection) {
  const query = db
    .selectFrom('webhook_endpoints as e')
    .leftJoin('companies as c', 'c.id', 'e.company_id')
    .selectAll('e')
    .select('c.name as company_name')
    .where('e.status', '!=', 'deleted')
  if (companyId === undefined) return query
  return query.where('e.company_id', companyId === null ? 'is' : '=', companyId)
}
