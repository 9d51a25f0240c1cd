import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/**
 * The database's own witness: triggers that note every change of the business's state, and every audit row, with the
 * transaction that made it (the id that `transact` writes first). A new table is watched without being named here.
 */

const JOURNAL = 'fault_journal'

/** Tables that hold no state of the business, each with its reason. What is not here has to be audited. */
const MACHINERY: Record<string, string> = {
  operations: 'the ids of transactions',
  rate_limits: 'counters',
  form_submissions: 'answers to repeated forms',
  sign_in_places: 'guesses that are being compared',
  worker_jobs: 'when background work is due',
  facts: 'notes of the software about itself',
  kysely_migration: 'what was migrated',
  kysely_migration_lock: 'what was migrated',
  audit_batches: 'seals of the audit log',
  document_counters: 'numbers of papers, each of which is audited',
  outbox: 'N2 follows letters one by one',
  outbox_attempts: 'the log of letters',
  outbox_pauses: 'the pace of letters',
  webhook_events: 'the log of deliveries',
  import_chunks: 'an upload that waits for its decision',
  import_faults: 'the preview of an import',
  import_mappings: 'how columns were named last time',
  import_fault_batches: 'the preview of an import',
  import_batches: 'what a check found that each row would do',
  station_contacts: 'when stations asked',
  card_odometers: 'what drivers told at pumps',
  odometer_readings: 'what drivers told at pumps; by hand it is written with the change that is audited',
  company_events: 'that pages have to be loaded anew',
  station_turns: 'who closes a shift or takes fuel back first',
  station_shifts: 'what stations told of a time that is over',
  webhook_deliveries: 'the log of messages to other systems',
  webhook_attempts: 'the log of messages to other systems',
  bulk_change_rows: 'what became of each row of a change that is audited',
  expiry_notices: 'that coupons end soon was told',
  limit_notices: 'that limits are nearly used was told',
  limit_candidates: 'of which cards the list of nearly used limits reads the transactions',
  shadow_refusals: 'what rules in the shadow would have refused',
  instructions: 'what a processor is asked for, written with the change that is audited',
  processor_events: 'what a processor told',
  processor_balances: 'what a processor told',
  state_registers: 'what a processor told',
  processor_states: 'what a processor told',
  instruction_feeds: 'how far instructions were handed out',
  announcement_reads: 'who has read what',
}

/** Updates that change nothing which anybody decided; the rest of the row is watched. */
const UNDECIDED: Record<string, readonly string[]> = {
  bulk_changes: ['done', 'refused', 'undone', 'kept', 'progressed_at', 'finished_at', 'undone_at'],
  users: ['welcomed_at'],
  memberships: ['visited_at'],
  sessions: ['seen_at', 'idle_expires_at', 'company_id'],
  audit_log: ['batch_id'],
  cards: ['ledger_version'],
  card_groups: ['ledger_version'],
  contracts: ['ledger_version', 'low_since'],
  promised_payments: ['paid'],
  card_pins: ['failures', 'blocked_at'],
  api_keys: ['last_used_at'],
  // Sealed anew the secrets are the same; replacing one moves `previous_until`.
  webhook_endpoints: [
    'failing_since',
    'is_slow',
    'secret',
    'secret_key_id',
    'previous_secret',
    'previous_key_id',
  ],
  till_shifts: ['seen_at', 'pin_failures'],
  coupons: [
    'qr_lookup',
    'qr_lookup_key',
    'held',
    'hold_id',
    'hold_until',
    'code_failures',
    'code_locked_until',
  ],
}

/** Where only some changes are a decision: a condition on OLD and NEW. */
const DECIDED_WHEN: Record<string, { insert?: string; update?: string; delete?: string }> = {
  // A guard is a counter but for its block.
  sign_in_guards: {
    insert: 'NEW.blocked_at is not null',
    update: 'not (OLD.blocked_at <=> NEW.blocked_at)',
    delete: 'OLD.blocked_at is not null',
  },
  // On its way an import is the worker's; its beginning and its ends are somebody's. A check that says what a file is
  // not is as little an end as one that says what it would do. Who stops one on its way decides that.
  imports: {
    update: `NEW.status <> OLD.status and (NEW.status in ('committed', 'discarded') or NEW.failure = 'stopped'
      or (NEW.status = 'failed' and NEW.failure = 'unexpected'))`,
  },
  // Its ends are the worker's.
  bulk_changes: { update: "NEW.status = 'undoing' and OLD.status <> 'undoing'" },
  // A completion or a register notes one; settling it is somebody's decision, but for what agrees by now.
  fuel_exceptions: { insert: 'false', update: 'NEW.settled_by is not null' },
  // A job finds them; what the company says of one is its decision.
  unusual_fills: { insert: 'false' },
  // A job finds most of them; what a client opens is the client's decision.
  fraud_signals: { insert: 'NEW.opened_by is not null' },
  sessions: { delete: 'OLD.expires_at > utc_timestamp(6) and OLD.idle_expires_at > utc_timestamp(6)' },
}

export interface JournalEntry {
  id: number
  /** The transaction, hexadecimal; null for a statement outside of any. */
  operation: string | null
  table: string
  kind: 'insert' | 'update' | 'delete'
  /** Of an audit row: its action and its subject. */
  audited: string
  /** Rows. */
  times: number
}

/** Puts the witness in; nothing that happened before is known to it. */
export async function watchChanges(db: Db): Promise<void> {
  await sql`create table if not exists ${sql.table(JOURNAL)} (
    id bigint unsigned auto_increment primary key,
    operation binary(16) null,
    source varchar(64) not null,
    kind varchar(8) not null,
    audited varchar(160) not null,
    key by_operation (operation)
  )`.execute(db)
  await sql`create or replace trigger fault_operation after insert on operations for each row
    set @fault_operation = NEW.id`.execute(db)
  const { rows: columns } = await sql<{ table: string; name: string }>`
    select table_name as \`table\`, column_name as name from information_schema.columns
    where table_schema = database() order by table_name, ordinal_position`.execute(db)
  for (const [table, all] of Map.groupBy(columns, (column) => column.table)) {
    if (table === JOURNAL || table in MACHINERY) continue
    const watched = all.map(({ name }) => name).filter((name) => !UNDECIDED[table]?.includes(name))
    const differs = watched.map((name) => `(OLD.\`${name}\` <=> NEW.\`${name}\`)`).join(' and ')
    const conditions = {
      insert: 'true',
      update: `not (${differs})`,
      delete: 'true',
      ...DECIDED_WHEN[table],
    }
    for (const kind of ['insert', 'update', 'delete'] as const) {
      await sql`create or replace trigger ${sql.ref(`fault_${table}_${kind}`)} after ${sql.raw(kind)}
        on ${sql.table(table)} for each row
        insert into ${sql.table(JOURNAL)} (operation, source, kind, audited)
        select if(@@in_transaction, @fault_operation, null), ${sql.lit(table)}, ${sql.lit(kind)},
          ${sql.raw(table === 'audit_log' && kind === 'insert' ? AUDITED : "''")} from dual
        where ${sql.raw(conditions[kind])}`.execute(db)
    }
  }
}

const AUDITED = "concat_ws(' ', NEW.action, NEW.subject_kind, NEW.subject_id)"

/** Each table once a transaction and kind of change: a register's thousand rows are one entry. */
export async function readChanges(db: Db): Promise<JournalEntry[]> {
  const { rows } = await sql<JournalEntry>`
    select min(id) as id, lower(hex(operation)) as operation, source as \`table\`, kind, audited, count(*) as times
    from ${sql.table(JOURNAL)} group by operation, source, kind, audited order by min(id)`.execute(db)
  return rows.map((row) => ({ ...row, times: Number(row.times) }))
}
