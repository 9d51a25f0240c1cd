import { readFileSync } from 'node:fs'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '#app/domain/kernel/system-context.server.ts'
import type { WorkerServices } from '#app/worker/job.ts'
import { purges } from '#app/worker/purges.server.ts'
import type { Db } from '#db/connection/client.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { workerServices } from '#tests/support/worker-services.ts'

interface Kept {
  job: string
  table: string
  /** What its age is counted from. */
  column: string
  hours: number
  /** Without which it is kept for ever. */
  only?: Record<string, string>
}

const DAY = 24

/** Source: docs/data.md, "Retention". */
const KEPT: readonly Kept[] = [
  { job: 'purge-operations', table: 'operations', column: 'at', hours: DAY },
  { job: 'purge-events', table: 'company_events', column: 'created_at', hours: 3 * DAY },
  { job: 'purge-limit-notices', table: 'limit_notices', column: 'created_at', hours: 70 * DAY },
  { job: 'purge-processor-events', table: 'processor_events', column: 'created_at', hours: 400 * DAY },
  {
    ...{ job: 'purge-webhooks', table: 'webhook_deliveries', column: 'created_at', hours: 30 * DAY },
    only: { status: 'delivered' },
  },
  { job: 'purge-submissions', table: 'form_submissions', column: 'created_at', hours: DAY },
  { job: 'purge-rate-limits', table: 'rate_limits', column: 'window_start', hours: 3 },
  { job: 'purge-sessions', table: 'sessions', column: 'expires_at', hours: 0 },
  { job: 'purge-sign-in-places', table: 'sign_in_places', column: 'lease_until', hours: 1 },
  { job: 'purge-sign-in-guards', table: 'sign_in_guards', column: 'touched_at', hours: 90 * DAY },
]

/** By whole days: what lasts to a day stays for so many more. */
const KEPT_AFTER_DAY = [
  { job: 'purge-limit-candidates', table: 'limit_candidates', column: 'until_day', days: 1 },
  { job: 'purge-expiry-notices', table: 'expiry_notices', column: 'last_day', days: 400 },
] as const

/** What they remove depends on other rows: their tests are `tests/api/v1/{instructions,state-registers}.test.ts`. */
const BY_OTHER_ROWS = [
  { job: 'purge-instructions', table: 'instructions', hours: 90 * DAY },
  { job: 'purge-processor-states', table: 'processor_states', hours: 3 * DAY },
]

const MINUTE = 60

let cabinet: Cabinet
let services: WorkerServices

beforeAll(async () => {
  cabinet = await createCabinet()
  services = await workerServices(cabinet)
})
afterAll(() => cabinet.destroy())

describe('what the worker removes', () => {
  test.each(KEPT)('$table: a minute before its time it stays, a minute after it goes', async (kept) => {
    const { job, table, column, hours, only = {} } = kept
    const ago = (seconds: number) => sql`utc_timestamp(6) - interval ${hours * 3_600 + seconds} second`
    expect(await leftOf(job, table, { ...only, [column]: ago(-MINUTE) })).toBe(1)
    expect(await leftOf(job, table, { ...only, [column]: ago(MINUTE) })).toBe(0)
  })

  test.each(KEPT_AFTER_DAY)('$table: on its last day it stays, a day after it goes', async (kept) => {
    const { job, table, column, days } = kept
    const past = (more: number) => sql`current_date - interval ${days + more} day`
    const left = async () => [
      await leftOf(job, table, { [column]: past(0) }),
      await leftOf(job, table, { [column]: past(1) }),
    ]
    // Midnight in between would make a last day yesterday.
    await expect.poll(left).toEqual([1, 0])
  })

  test('is all of this, and nothing else', () => {
    const told = [...KEPT, ...KEPT_AFTER_DAY, ...BY_OTHER_ROWS].map(({ job }) => job)
    const removing = purges.map(({ name }) => name).filter((name) => name.startsWith('purge-'))
    expect(told.sort()).toEqual(removing.sort())
  })

  test('is what docs/data.md says', () => {
    const rows = readFileSync('docs/data.md', 'utf8').split('\n')
    const wanted = [
      ...KEPT,
      ...BY_OTHER_ROWS,
      ...KEPT_AFTER_DAY.map((one) => ({ ...one, hours: one.days * DAY })),
    ]
    const missing = wanted.filter(
      ({ job, table, hours }) =>
        !rows.some(
          (row) => row.includes(`| \`${table}\` | ${lengthOf(hours)} |`) && row.includes(`\`${job}\``),
        ),
    )
    expect(missing).toEqual([])
  })
})

function lengthOf(hours: number): string {
  if (hours === 0) return 'none'
  const [count, unit] = hours < DAY ? [hours, 'hour'] : [hours / DAY, 'day']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** How many rows of a table with one such row are left by a job. */
async function leftOf(
  name: string,
  table: string,
  values: Record<string, RawBuilder<unknown> | string>,
): Promise<number> {
  const db: Db = cabinet.db
  await insertAny(db, table, values)
  const job = purges.find((one) => one.name === name)
  if (!job) throw new Error(`no job ${name}`)
  const { signal } = new AbortController()
  while (await job.run({ ctx: await systemContext(services, 'worker', name), services, signal }));
  const { rows } = await sql<{
    rows: number
  }>`select count(*) as ${sql.ref('rows')} from ${sql.table(table)}`.execute(db)
  await sql`delete from ${sql.table(table)}`.execute(db)
  return Number(rows[0]?.rows)
}

/** One row with these values and whatever the other columns take. */
async function insertAny(
  db: Db,
  table: string,
  values: Record<string, RawBuilder<unknown> | string>,
): Promise<void> {
  const { rows } = await sql<{ name: string; type: string; full: string }>`
    select column_name as name, data_type as type, column_type as full from information_schema.columns
    where table_schema = database() and table_name = ${table} and is_nullable = 'NO' and column_default is null
      and extra not like '%auto_increment%' and generation_expression is null
  `.execute(db)
  const given = new Map(Object.entries(values))
  for (const { name, type, full } of rows) if (!given.has(name)) given.set(name, anyOf(type, full))
  await db.connection().execute(async (db) => {
    await sql`set foreign_key_checks = 0`.execute(db)
    await sql`
      insert into ${sql.table(table)} (${sql.join([...given.keys()].map((name) => sql.ref(name)))})
      values (${sql.join([...given.values()])})
    `.execute(db)
    await sql`set foreign_key_checks = 1`.execute(db)
  })
}

function anyOf(type: string, full: string): RawBuilder<unknown> | string {
  if (type === 'enum') return full.slice(full.indexOf("'") + 1, full.indexOf("'", full.indexOf("'") + 1))
  if (/date|time/.test(type)) return sql`utc_timestamp(6)`
  if (/int|decimal/.test(type)) return sql`1`
  if (type === 'binary') return sql`repeat('x', ${Number(/\d+/.exec(full)?.[0])})`
  return /json|longtext/.test(type) ? '{}' : 'x'
}
