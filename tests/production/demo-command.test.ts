import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { signIn } from '#app/domain/access/sign-in.server.ts'
import { commandLine } from '#tests/support/commands.ts'
import { type Cabinet, createCabinet, device } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let cli: ReturnType<typeof commandLine>

beforeEach(async () => {
  cabinet = await createCabinet()
  cli = commandLine(cabinet)
})
afterEach(async () => {
  await cabinet.destroy()
  cli.remove()
})

const tables = ['users', 'companies', 'cards', 'coupons', 'stations', 'imports', 'outbox', 'facts'] as const

/** Rows of each table, as everybody sees them. */
async function rows(): Promise<Record<(typeof tables)[number], number>> {
  const counts = tables.map(async (table) => {
    const { rows } = await cabinet.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
    return [table, rows]
  })
  return Object.fromEntries(await Promise.all(counts))
}

/** These are the migrations': from where on transactions are read for fraud, for unusual refuelling and for used limits. */
const nothing = { ...Object.fromEntries(tables.map((table) => [table, 0])), facts: 3 }

/** Until the command's open transaction holds so many imports. */
async function untilHalfway(imports: number): Promise<void> {
  await cabinet.db.connection().execute(async (db) => {
    await sql`set session transaction isolation level read uncommitted`.execute(db)
    try {
      for (;;) {
        const seen = await db.selectFrom('imports').select('id').execute()
        if (seen.length >= imports) return
        await sleep(20)
      }
    } finally {
      await sql`set session transaction isolation level read committed`.execute(db)
    }
  })
}

test('killed halfway it leaves nothing behind, and the next one loads everything', async () => {
  const killed = cli.start(['demo'])
  await untilHalfway(3)
  killed.process.kill('SIGKILL')
  expect(await killed.exited).toBe('SIGKILL')
  expect(await rows()).toEqual(nothing)

  const { code, answer } = await cli.runJson(['demo'])
  expect([code, answer.loaded, answer.accounts.length]).toEqual([0, true, 3])
  expect(await rows()).toMatchObject({ companies: 6, cards: 40, coupons: 2_000, stations: 24, imports: 6 })
  for (const { email, password } of answer.accounts) {
    const session = await signIn(await cabinet.guest(), { email, password, remember: false }, device)
    expect(session).toMatchObject({ token: expect.any(String) })
  }

  // A second time it only says how to sign in.
  const before = await rows()
  expect(await cli.runJson(['demo'])).toEqual({ code: 0, answer: { ...answer, loaded: false } })
  const { output } = await cli.run(['demo', '--if-empty'])
  for (const { email, password } of answer.accounts)
    expect(output).toContain(`${email.padEnd(30)} ${password}`)
  expect(await rows()).toEqual(before)
})

test('beside other data it is refused, or with --if-empty leaves it alone', async () => {
  await cabinet.company()
  const before = await rows()
  const refused = await cli.runJson(['demo'])
  expect([refused.code, refused.answer.error.code]).toEqual([1, 'demo_not_empty'])
  expect(await cli.runJson(['demo', '--if-empty'])).toEqual({
    code: 0,
    answer: { loaded: false, accounts: [] },
  })
  expect(await rows()).toEqual(before)
})

test('it is refused in production and wherever its letters could leave', async () => {
  const mailing = { RESEND_API_KEY: 're_x', RESEND_WEBHOOK_SECRET: 'whsec_x' }
  const production = { CABINET_STRICT: '1', PUBLIC_URL: 'https://cabinet.kz', ...mailing }
  for (const env of [mailing, production]) {
    const { code, answer } = await cli.runJson(['demo'], env)
    expect([code, answer.error.code]).toEqual([1, 'demo_refused'])
  }
  const asked = await cli.runJson(['demo'], { ...production, DEMO: '1' })
  expect([asked.code, asked.answer.error]).toEqual([
    1,
    {
      code: 'configuration',
      message: expect.stringContaining('DEMO: demo data is not allowed in production'),
    },
  ])
  expect(await rows()).toEqual(nothing)
})
