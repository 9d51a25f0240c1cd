import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { RegisterKind } from '#db/schema/index.ts'

export interface WaitingWork {
  requests: number
  wishes: number
  letters: number
  imports: number
}

/** What waits for staff, each counted by an index and no further than 1,000. */
export async function countWaitingWork(db: Db): Promise<WaitingWork> {
  const { rows } = await sql<WaitingWork>`
    select
      (select count(*) from (select 1 from access_requests where status = 'pending' limit 1000) r) as requests,
      (select count(*) from (select 1 from invitations where status = 'pending' and wished_at is not null limit 1000) w) as wishes,
      (select count(*) from (select 1 from outbox where status in ('dead', 'parked') limit 1000) l) as letters,
      (select count(*) from (select 1 from imports where status in ('checked', 'failed') limit 1000) i) as imports
  `.execute(db)
  const [row] = rows
  if (!row) throw new Error('counting without a row')
  return {
    requests: Number(row.requests),
    wishes: Number(row.wishes),
    letters: Number(row.letters),
    imports: Number(row.imports),
  }
}

/** When each register last took effect. */
export async function selectLastCommits(db: Db): Promise<{ kind: RegisterKind; at: Date }[]> {
  const rows = await db
    .selectFrom('imports')
    .select(['kind', (eb) => eb.fn.max('committed_at').as('at')])
    .where('status', '=', 'committed')
    .groupBy('kind')
    .execute()
  return rows.flatMap(({ kind, at }) => (at ? [{ kind, at }] : []))
}

/** Open companies and people who can sign in: thousands at most. */
export async function countClients(db: Db): Promise<{ companies: number; users: number }> {
  const { rows } = await sql<{ companies: number; users: number }>`
    select
      (select count(*) from companies where closed_at is null) as companies,
      (select count(*) from users where staff_role is null and disabled_at is null) as users
  `.execute(db)
  return { companies: Number(rows[0]?.companies), users: Number(rows[0]?.users) }
}
