import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import type { Finding } from '#app/cli/finding.ts'
import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import { claimJob, updateJobReleased } from '#db/queries/jobs/jobs.ts'
import { apiKey } from '#tests/support/api.ts'
import { commandLine } from '#tests/support/commands.ts'
import { withSettings } from '#tests/support/context.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { startNodeProxies } from '#tests/support/node-proxies.ts'
import { bringCards } from '#tests/support/registers.ts'

const cabinet = await createCabinet()
const { run, runJson, remove } = commandLine(cabinet)

afterAll(async () => {
  await cabinet.destroy()
  remove()
})

const examine = async (env?: Record<string, string>) => {
  const { code, answer } = await runJson(['doctor'], env)
  const of = (name: string) => (answer.findings as Finding[]).find((finding) => finding.name === name)
  return { code, of, answer }
}

test('names what is wrong, and how to fix it', async () => {
  const { code, of } = await examine({ PUBLIC_URL: 'https://cabinet.kz' })
  expect(of('database')).toMatchObject({ status: 'ok' })
  expect(of('migrations')).toMatchObject({ status: 'ok' })
  expect(of('clock')).toMatchObject({ status: 'ok' })
  expect(of('address')).toMatchObject({ status: 'ok' })
  expect(of('proxy')).toMatchObject({ status: 'warning', fix: expect.stringContaining('TRUSTED_PROXIES') })
  expect(of('contacts')).toMatchObject({ status: 'warning', fix: expect.stringContaining('MAIL_FROM') })
  expect(of('provider')).toMatchObject({
    status: 'warning',
    fix: expect.stringContaining('RESEND_API_KEY'),
  })
  expect(of('worker')).toMatchObject({ status: 'warning', message: 'never seen' })
  // The databases of tests do not survive anyway.
  expect(of('durability')).toMatchObject({ status: 'error' })
  expect(code).toBe(1)
})

test('is content with what is set right', async () => {
  const { of } = await examine({
    PUBLIC_URL: 'https://cabinet.kz',
    TRUSTED_PROXIES: '1',
    RESEND_API_KEY: 're_x',
    RESEND_WEBHOOK_SECRET: 'whsec_x',
    MAIL_FROM: 'Cabinet <cabinet@petro.kz>',
    SUPPORT_EMAIL: 'help@petro.kz',
  })
  for (const name of ['address', 'proxy', 'contacts', 'provider', 'mail', 'secrets', 'disk']) {
    expect(of(name)).toMatchObject({ name, status: 'ok' })
  }
})

test('warns of a local mailbox behind an https address, whose proxy may make everybody look local', async () => {
  const https = { PUBLIC_URL: 'https://cabinet.kz', TRUSTED_PROXIES: '1' }
  const { of } = await examine(https)
  expect(of('provider')).toEqual({
    name: 'provider',
    status: 'warning',
    message: 'PUBLIC_URL is https, but emails stay in the local mailbox',
    fix: expect.stringMatching(/RESEND_API_KEY.*X-Forwarded-For.*\/mailbox/),
  })
  // On this machine alone the mailbox is where letters belong.
  const { of: ofLocal } = await examine()
  expect(ofLocal('provider')).toMatchObject({ message: 'emails stay in the local mailbox' })
  const { of: ofMailing } = await examine({
    ...https,
    RESEND_API_KEY: 're_x',
    RESEND_WEBHOOK_SECRET: 'whsec_x',
  })
  expect(ofMailing('provider')).toMatchObject({ status: 'ok' })
})

test('names jobs whose last run failed', async () => {
  expect((await examine()).of('jobs')).toMatchObject({ status: 'ok' })
  const token = Buffer.alloc(16, 1)
  await claimJob(cabinet.db, 'audit-seal', token, 60)
  await updateJobReleased(cabinet.db, 'audit-seal', token, { dueIn: 1, failure: 'TypeError' })
  expect((await examine()).of('jobs')).toMatchObject({
    status: 'warning',
    message: 'failing: audit-seal (TypeError)',
  })
})

test('says that nobody fetches what a processor is asked for, and that it is silent', async () => {
  expect((await examine()).of('processing')).toMatchObject({ status: 'ok' })
  const outside = { PROCESSING_CARDS: 'outside' }
  expect((await examine(outside)).of('processing')).toMatchObject({
    status: 'warning',
    fix: expect.stringContaining('--scope instructions'),
  })
  await apiKey(cabinet, { scopes: ['instructions'] })
  expect((await examine(outside)).of('processing')).toMatchObject({ status: 'ok' })
  const company = await cabinet.company()
  const [card] = await bringCards(await cabinet.system(), company, [{}])
  const { ctx } = await cabinet.client(company)
  const settings = { processing: { card: 'outside', coupon: 'here' } } as const
  await blockCard(withSettings(ctx, settings), company, card?.id ?? 0, { reason: '' })
  await sql`update instructions set created_at = utc_timestamp(6) - interval 6 minute`.execute(cabinet.db)
  expect((await examine(outside)).of('processing')).toMatchObject({
    status: 'warning',
    message: expect.stringContaining('five minutes: 1'),
  })
  const { code, answer } = await runJson(['instructions', 'export'])
  expect(code).toBe(0)
  expect(answer.instructions).toMatchObject([
    { instrument: 'card', number: card?.number, version: 1, state: { blocked: true } },
  ])
  expect((await run(['instructions', 'export'])).output).toContain(`"number":"${card?.number}"`)
})

test('says once that the database is away', async () => {
  const { code, answer } = await examine({ DATABASE_URL: 'mysql://nobody:secret-word@127.0.0.1:1/cabinet' })
  expect(code).toBe(1)
  const errors = (answer.findings as Finding[]).filter(({ status }) => status === 'error')
  expect(errors).toMatchObject([{ name: 'database', fix: expect.stringContaining('DATABASE_URL') }])
  expect(JSON.stringify(answer)).not.toContain('secret-word')
})

test('says which server it talks to, and does not take several for a cluster', async () => {
  expect((await examine()).of('cluster')).toMatchObject({
    status: 'ok',
    message: expect.stringMatching(/^none: .*mariadb.sock is a standalone server$/),
  })
  const proxies = await startNodeProxies(cabinet.url, 3)
  await proxies.nodes[0]?.become('dead')
  const { of } = await examine({ DATABASE_URL: proxies.url })
  const [first, second, third] = proxies.nodes.map(({ port }) => `127.0.0.1:${port}`)
  expect(of('cluster')).toEqual({
    name: 'cluster',
    status: 'error',
    message: `connected to ${second}; 0 nodes in the cluster; ${first} is unavailable (ECONNREFUSED), ${second} is not in a cluster, ${third} is not in a cluster`,
    fix: expect.stringContaining('one Galera cluster'),
  })
  await proxies.stop()
})

test('warns of a way to the database that anybody on the network can read', async () => {
  const at = async (url: string) => (await examine({ DATABASE_URL: url })).of('encryption')
  expect(await at('mysql://u:secret-word@database.invalid/cabinet')).toEqual({
    name: 'encryption',
    status: 'warning',
    message: 'the connection to database.invalid is not encrypted',
    fix: expect.stringContaining('?tls=required'),
  })
  expect(await at('mysql://u:p@database.invalid/cabinet?tls=required')).toMatchObject({ status: 'ok' })
  expect(await at('mysql://u:p@127.0.0.1:1,database.invalid/cabinet')).toMatchObject({ status: 'warning' })
  expect(await at('mysql://u:p@127.0.0.1:1/cabinet')).toMatchObject({ status: 'ok' })
  expect((await examine()).of('encryption')).toMatchObject({ status: 'ok' })
})

test('sees tables that are missing, and reads well', async () => {
  const fresh = await createCabinet()
  await fresh.db.deleteFrom('kysely_migration' as never).execute()
  const { code, output } = await run(['doctor'], { DATABASE_URL: fresh.url })
  expect(code).toBe(1)
  expect(output).toMatch(
    /^ERROR {4}migrations: some have not been applied\n\s+Run: npm run cabinet -- migrate$/m,
  )
  await fresh.destroy()
})

test.each([
  { lang: 'ru_RU.UTF-8', worker: /^ВНИМАНИЕ {2}фоновый процесс: ещё не запускался$/m, last: /^Ошибок: \d+$/ },
  {
    lang: 'kk_KZ.UTF-8',
    worker: /^НАЗАР АУДАРЫҢЫЗ {2}фондық процесс: әлі іске қосылмаған$/m,
    last: /^Қате саны: \d+$/,
  },
])('is in the language of the terminal, names for programs aside: $lang', async ({ lang, worker, last }) => {
  const english = (await examine({ PUBLIC_URL: 'https://cabinet.kz' })).answer.findings as Finding[]
  const env = { LANG: lang, PUBLIC_URL: 'https://cabinet.kz' }
  const findings = (await examine(env)).answer.findings as Finding[]
  expect(findings.map(({ name, status }) => [name, status])).toEqual(
    english.map(({ name, status }) => [name, status]),
  )
  const fixes = findings.flatMap(({ fix }) => fix ?? [])
  expect(fixes.length).toBeGreaterThan(3)
  expect(fixes.filter((fix) => !/\p{Script=Cyrillic}{3}/u.test(fix))).toEqual([])
  const { output } = await run(['doctor'], env)
  expect(output).toMatch(worker)
  expect(output.trimEnd().split('\n').at(-1)).toMatch(last)
})
