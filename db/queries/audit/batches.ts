import { type Selectable, sql } from 'kysely'
import { type Db, isDuplicateKey } from '#db/connection/client.server.ts'
import type { AuditBatchesTable } from '#db/schema/index.ts'
import type { AuditRow } from './log.ts'

export type AuditBatchRow = Selectable<AuditBatchesTable>

const HEAD = 'audit.head'

/** A row of the log as it is sealed: all of it but its batch, the moment as text with its microseconds. */
const sealed = [
  'id',
  sql<string>`date_format(at, '%Y-%m-%dT%H:%i:%s.%f')`.as('at'),
  'action',
  'actor_kind',
  'actor_id',
  'actor_label',
  'company_id',
  'subject_kind',
  'subject_id',
  'ip',
  'request_id',
  'data',
] as const
export type SealedRow = Omit<AuditRow, 'at' | 'batch_id'> & { at: string }

export function selectUnsealedRows(db: Db, limit: number): Promise<SealedRow[]> {
  return db
    .selectFrom('audit_log')
    .select(sealed)
    .where('batch_id', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute()
}

export function selectRowsOfBatch(db: Db, batchId: number): Promise<SealedRow[]> {
  return db.selectFrom('audit_log').select(sealed).where('batch_id', '=', batchId).orderBy('id').execute()
}

/** The hash at the end of the chain; undefined before the first batch. Ids of batches have no order across nodes. */
export async function selectChainHead(db: Db): Promise<Buffer | undefined> {
  const fact = await db.selectFrom('facts').select('value').where('name', '=', HEAD).executeTakeFirst()
  return fact && Buffer.from(fact.value, 'hex')
}

/** Adds a batch behind `previous`; false when another worker was quicker (the chain cannot fork). */
export async function insertBatch(
  db: Db,
  batch: { rowIds: number[]; previous: Buffer; hash: Buffer },
): Promise<boolean> {
  const { rowIds, previous, hash } = batch
  try {
    const inserted = await db
      .insertInto('audit_batches')
      .values({
        first_id: rowIds[0] ?? 0,
        last_id: rowIds.at(-1) ?? 0,
        entries: rowIds.length,
        previous_hash: previous,
        hash,
      })
      .executeTakeFirstOrThrow()
    const taken = await db
      .updateTable('audit_log')
      .set({ batch_id: Number(inserted.insertId) })
      .where('id', 'in', rowIds)
      .where('batch_id', 'is', null)
      .executeTakeFirst()
    if (Number(taken.numUpdatedRows) !== rowIds.length)
      throw new Error('rows of the audit log changed while being sealed')
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
  const value = hash.toString('hex')
  await db.insertInto('facts').values({ name: HEAD, value }).onDuplicateKeyUpdate({ value }).execute()
  return true
}

export function selectBatchBehind(db: Db, previous: Buffer): Promise<AuditBatchRow | undefined> {
  return db.selectFrom('audit_batches').selectAll().where('previous_hash', '=', previous).executeTakeFirst()
}

export interface Chain {
  /** Undefined before the first batch. */
  head: Buffer | undefined
  batches: number
  /** Rows of no batch yet. */
  unsealed: number
  /** Rows of a batch that does not exist. */
  orphaned: number
}

/** In one statement, so that what the worker seals meanwhile is in all of it or in none. */
export async function selectChain(db: Db): Promise<Chain> {
  const { rows } = await sql<{ head: string | null; batches: number; unsealed: number; orphaned: number }>`
    select (select value from facts where name = ${HEAD}) as head,
      (select count(*) from audit_batches) as batches,
      (select count(*) from audit_log where batch_id is null) as unsealed,
      (select count(*) from audit_log l left join audit_batches b on b.id = l.batch_id
        where l.batch_id is not null and b.id is null) as orphaned
  `.execute(db)
  const [chain] = rows
  return {
    head: chain?.head ? Buffer.from(chain.head, 'hex') : undefined,
    batches: Number(chain?.batches ?? 0),
    unsealed: Number(chain?.unsealed ?? 0),
    orphaned: Number(chain?.orphaned ?? 0),
  }
}
