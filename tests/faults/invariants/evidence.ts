import { sql } from 'kysely'
import { verifyAuditLog } from '#app/domain/audit/seal.server.ts'
import type { DeliveryStatus, OutboxStatus } from '#db/schema/index.ts'
import { system, testContext } from '#tests/support/context.ts'
import type { AcceptedMessage } from '#tests/support/resend-stand-in.ts'
import type { FaultCabinet } from '../driver/cabinet.ts'
import { type JournalEntry, readChanges } from '../history/changes.ts'
import type { RequestHistory } from '../history/request-history.ts'
import { type FuelFacts, fuelFacts } from './fuel-facts.ts'

/** What is known at the end, from three sides that cannot lie for one another. */
export interface Evidence {
  /** What people were told. */
  history: RequestHistory
  /** What the provider took. */
  messages: readonly Pick<AcceptedMessage, 'id' | 'key' | 'body'>[]
  /** What the database holds. */
  audit: AuditFact[]
  changes: JournalEntry[]
  letters: LetterFact[]
  accounts: { email: string; accounts: number }[]
  /** Sessions that an older password opened. */
  staleSessions: number
  /** Coupons and how often one was redeemed without having come back in between. */
  redemptions: { couponId: number; times: number }[]
  /** Operations of pumps, and the litres of coupons and cards. */
  fuel: FuelFacts
  /** A sum over each table, by node: one for a database that stands alone. */
  nodes: Record<string, string>[]
  /** What the audit log's own check says. */
  sealFaults: string[]
}

export interface AuditFact {
  id: number
  action: string
  requestId: string
  subjectKind: string | null
  subjectId: number | null
}

export interface LetterFact {
  id: number
  status: OutboxStatus
  delivery: DeliveryStatus | null
  lastError: string | null
  providerId: string | null
  to: string
}

export async function gather(cabinet: FaultCabinet, history: RequestHistory): Promise<Evidence> {
  const { db, provider } = cabinet
  const audit = await db
    .selectFrom('audit_log')
    .select(['id', 'action', 'request_id as requestId'])
    .select(['subject_kind as subjectKind', 'subject_id as subjectId'])
    .orderBy('id')
    .execute()
  const letters = await db
    .selectFrom('outbox')
    .select(['id', 'status', 'delivery', 'provider_id as providerId', 'to_email as to'])
    .select('last_error as lastError')
    .orderBy('id')
    .execute()
  const accounts = await sql<{ email: string; accounts: number }>`
    select lower(email) as email, count(*) as accounts from users group by lower(email)`.execute(db)
  const stale = await sql<{ sessions: number }>`
    select count(*) as sessions from sessions s join users u on u.id = s.user_id
    where s.password_version <> u.password_version`.execute(db)
  const redemptions = await sql<{ couponId: number; times: number }>`
    select subject_id as couponId, sum(to_status = 'redeemed') - sum(from_status <=> 'redeemed') as times
    from status_changes where subject_kind = 'coupon' group by subject_id`.execute(db)
  const sealing = await verifyAuditLog(await testContext(db, { actor: system }))
  return {
    history,
    messages: [...provider.messages],
    audit,
    changes: await readChanges(db),
    letters,
    accounts: accounts.rows.map(({ email, accounts }) => ({ email, accounts: Number(accounts) })),
    staleSessions: Number(stale.rows[0]?.sessions ?? 0),
    redemptions: redemptions.rows.map(({ couponId, times }) => ({ couponId, times: Number(times) })),
    fuel: await fuelFacts(db),
    nodes: [],
    sealFaults: sealing.faults.map((fault) => JSON.stringify(fault)),
  }
}
