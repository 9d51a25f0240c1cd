import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, InstrumentKind } from '#db/schema/index.ts'
import { inSeconds, now } from '#db/sql/now.ts'
import type { InstructionRow } from './instructions.ts'

/** Of a company, or (null) of all but the test company. */
export type FeedScope = CompanyId | null

export type FeedRow = Pick<InstructionRow, 'id' | 'instrument_kind' | 'version' | 'state' | 'created_at'> & {
  position: number
  /** Null: an import that brought it was undone. */
  number: string | null
  company_bin: string
}

/** Handed to this integration after a position, and without an outcome. */
export function selectHandedOut(
  db: Db,
  integrationId: number,
  after: number,
  kind: InstrumentKind | undefined,
  limit: number,
): Promise<FeedRow[]> {
  return feedRows(
    db,
    sql`i.integration_id = ${integrationId} and i.position > ${after} and i.status = 'delivered'
      ${ofKind(kind)} order by i.position limit ${limit}`,
  )
}

/** Nobody was handed them yet, or whoever was is silent about it. The oldest first. */
export async function selectToHandOut(
  db: Db,
  scope: FeedScope,
  kind: InstrumentKind | undefined,
  silenceSeconds: number,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select i.id from instructions i join companies p on p.id = i.company_id
    where ${isDue(silenceSeconds)} and ${ofScope(scope)} ${ofKind(kind)}
    order by i.id limit ${limit}
  `.execute(db)
  return rows.map(({ id }) => Number(id))
}

/** The position that the feed of an integration has come to; nobody else moves it until the transaction ends. */
export async function upsertFeedPosition(db: Db, integrationId: number, more: number): Promise<number> {
  await sql`
    insert into instruction_feeds (integration_id, position) values (${integrationId}, ${more})
    on duplicate key update position = position + ${more}
  `.execute(db)
  const row = await db
    .selectFrom('instruction_feeds')
    .select('position')
    .where('integration_id', '=', integrationId)
    .executeTakeFirstOrThrow()
  return Number(row.position) - more
}

/** Those that are still to be handed out; what was superseded or handed to somebody else meanwhile stays. */
export async function claimInstructions(
  db: Db,
  ids: readonly number[],
  { integrationId, from, silenceSeconds }: { integrationId: number; from: number; silenceSeconds: number },
): Promise<void> {
  await sql`
    update instructions i
    set i.position = ${from} + field(i.id, ${sql.join(ids)}), i.integration_id = ${integrationId},
      i.delivered_at = ${now}, i.status = 'delivered'
    where i.id in (${sql.join(ids)}) and ${isDue(silenceSeconds)}
  `.execute(db)
}

function isDue(silenceSeconds: number): RawBuilder<unknown> {
  return sql`(i.status = 'waiting' or (i.status = 'delivered' and i.delivered_at < ${inSeconds(-silenceSeconds)}))`
}

function ofScope(scope: FeedScope): RawBuilder<unknown> {
  return scope === null ? sql`p.is_test = 0` : sql`i.company_id = ${scope}`
}

function ofKind(kind: InstrumentKind | undefined): RawBuilder<unknown> {
  return kind === undefined ? sql`` : sql`and i.instrument_kind = ${kind}`
}

async function feedRows(db: Db, condition: RawBuilder<unknown>): Promise<FeedRow[]> {
  const { rows } = await sql<FeedRow>`
    select i.id, i.instrument_kind, i.version, i.state, i.created_at, i.position,
      coalesce(c.number, k.number) as number, p.bin as company_bin
    from instructions i join companies p on p.id = i.company_id
      left join cards c on i.instrument_kind = 'card' and c.id = i.instrument_id
      left join coupons k on i.instrument_kind = 'coupon' and k.id = i.instrument_id
    where ${condition}
  `.execute(db)
  return rows
}

/** Of what has no outcome yet, for a file; the oldest first. */
export function selectOpenInstructions(db: Db, afterId: number, limit: number): Promise<FeedRow[]> {
  return feedRows(
    db,
    sql`i.status in ('waiting', 'delivered') and p.is_test = 0 and i.id > ${afterId} order by i.id limit ${limit}`,
  )
}

/** One that this integration was handed, held until the transaction ends. */
export function selectHandedInstruction(
  db: Db,
  integrationId: number,
  id: number,
): Promise<InstructionRow | undefined> {
  return db
    .selectFrom('instructions')
    .selectAll()
    .where('id', '=', id)
    .where('integration_id', '=', integrationId)
    .forUpdate()
    .executeTakeFirst()
}

export async function updateInstructionSettled(
  db: Db,
  id: number,
  { status, reason }: { status: 'in_force' | 'refused'; reason: string | null },
): Promise<void> {
  await db
    .updateTable('instructions')
    .set({ status, reason, settled_at: now })
    .where('id', '=', id)
    .where('status', '=', 'delivered')
    .execute()
}

/** Settled so many days ago, and never the last one of a card or a coupon: its version and its outcome stay. */
export async function deleteOldInstructions(db: Db, days: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select i.id from instructions i
    where i.settled_at < utc_timestamp(6) - interval ${days} day
      and exists (select 1 from instructions newer where newer.instrument_kind = i.instrument_kind
        and newer.instrument_id = i.instrument_id and newer.version > i.version)
    order by i.settled_at limit 1000
  `.execute(db)
  if (rows.length === 0) return 0
  const ids = rows.map(({ id }) => Number(id))
  const result = await db.deleteFrom('instructions').where('id', 'in', ids).executeTakeFirst()
  return Number(result.numDeletedRows)
}
