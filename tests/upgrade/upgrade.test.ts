import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Finding } from '#app/cli/finding.ts'
import { drawQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { startBuiltApp, startProcess } from '#tests/support/built-app.ts'
import { commandLine } from '#tests/support/commands.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { rowCounts } from '#tests/support/database-dump.ts'
import type { Visitor } from '#tests/support/visitor.ts'
import { incompatibilities, LOOSENED, lostRows } from './compatibility.ts'
import { editedMigrations, migrationHashes, readDatabase, readRelease, releaseNames } from './releases.ts'
import { readSchema, type Schema } from './schema.ts'
import { signIn } from './sign-in.ts'
import { allPages, plainPages, walk } from './walk.ts'

const NEW_PASSWORD = 'тоғыз-жол-бойымен-жүрдім'

test('there are releases to upgrade from', () => {
  expect(releaseNames()).toEqual(expect.arrayContaining(['0.1.0', '0.3.0', '0.4.0', '0.5.0', '0.6.0']))
})

test('sees an edited migration and one that is gone', () => {
  const released = { '0001-users': 'a', '0002-companies': 'b', '0003-memberships': 'c' }
  expect(editedMigrations(released, { '0001-users': 'a', '0002-companies': 'x', '0004-new': 'd' })).toEqual([
    '0002-companies was edited: write a new migration instead',
    '0003-memberships is gone: write a new migration instead',
  ])
})

interface Stored {
  schema: Schema
  rows: Record<string, number>
}

async function storedIn({ db }: TestDatabase): Promise<Stored> {
  return { schema: await readSchema(db), rows: await rowCounts(db) }
}

/** In this order: what a release left is read before anything is changed in it. */
describe.each(releaseNames())('the database of release %s', (name) => {
  const release = readRelease(name)
  const env = { SECRET_KEYS: release.secretKeys }
  let database: TestDatabase
  let cli: ReturnType<typeof commandLine>
  let app: Awaited<ReturnType<typeof startBuiltApp>>
  let before: Stored
  let after: Stored
  let client: Visitor

  beforeAll(async () => {
    database = await createTestDatabase(readDatabase(name))
    cli = commandLine(database)
    before = await storedIn(database)
    const { code, answer } = await cli.runJson(['migrate'], env)
    expect({ code, answer }).toEqual({ code: 0, answer: { ran: expect.any(Array) } })
    after = await storedIn(database)
    app = await startBuiltApp(database, env)
    client = await signIn(app, release.accounts.client)
  })
  afterAll(async () => {
    await app?.stop()
    cli?.remove()
    await database?.destroy()
  })

  test('has something in every table', () => {
    expect(Object.keys(before.rows).length).toBeGreaterThan(30)
    expect(Object.entries(before.rows).filter(([, rows]) => rows === 0)).toEqual([])
  })

  test('came out of migrations that nobody edited since', () => {
    expect(Object.keys(release.migrations).length).toBe(before.rows.kysely_migration)
    expect(editedMigrations(release.migrations, migrationHashes())).toEqual([])
  })

  test('keeps its tables, columns and rows through the migrations', () => {
    const faults = incompatibilities(before.schema, after.schema)
    expect(faults.filter((fault) => !LOOSENED.includes(fault))).toEqual([])
    expect(lostRows(before.rows, after.rows)).toEqual([])
  })

  test('is in order: `doctor` and `audit verify` find nothing', async () => {
    const { answer } = await cli.runJson(['doctor'], env)
    const errors = (answer.findings as Finding[]).filter(({ status }) => status === 'error')
    // The server of the tests keeps nothing through a crash, and says so.
    expect(errors.map((finding) => finding.name)).toEqual(['durability'])
    expect(await cli.runJson(['audit', 'verify'], env)).toMatchObject({
      code: 0,
      answer: { intact: true, faults: [], batches: before.rows.audit_batches },
    })
  })

  test('shows every page', async () => {
    const staff = await signIn(app, release.accounts.staff)
    const readers = { guest: app.visitor(), owner: client, administrator: staff }
    const { pages, faults } = await walk(readers)
    expect(faults).toEqual([])
    const known = await allPages()
    const expected = [...(await plainPages(readers)), ...release.pages.filter((page) => known.includes(page))]
    expect(expected.filter((page) => !pages.includes(page))).toEqual([])
  })

  test('shows everybody of the staff what the role sees', async () => {
    const seen: [string, string, number][] = []
    const colleagues = Object.entries(release.colleagues ?? { administrator: release.accounts.staff })
    for (const [role, account] of colleagues) {
      const visitor = await signIn(app, account)
      for (const page of ['/admin', '/admin/products', '/till/shift']) {
        seen.push([role, page, (await visitor.get(page)).status])
      }
    }
    const expected = colleagues.flatMap(([role]) => {
      const [own, others] = role === 'cashier' ? [403, 200] : [200, 403]
      return [
        [role, '/admin', own],
        [role, '/admin/products', own],
        [role, '/till/shift', others],
      ]
    })
    expect(seen).toEqual(expected)
  })

  test('shows a coupon’s code', async () => {
    const shown = await client.post(`/coupons/${release.coupon.id}/qr`)
    expect(shown.status).toBe(200)
    expect(await shown.text()).toContain(drawQr(release.coupon.qr).path)
  })

  test('lets an invitation be accepted and a password be reset by the mailed links', async () => {
    for (const [path, link] of [
      ['/invitation/', release.invitation],
      ['/set-password/', release.passwordReset],
    ] as const) {
      const visitor = app.visitor()
      const page = await visitor.follow(await visitor.get(path + link.token))
      await expect(page).toShow(link.email)
      const form = { password: NEW_PASSWORD, passwordConfirmation: NEW_PASSWORD }
      expect((await visitor.post(path + link.token, form)).status).toBe(302)
      await signIn(app, { email: link.email, password: NEW_PASSWORD })
    }
  })

  test('keeps a blocked account shut', async () => {
    const { email, password } = release.blocked
    await expect(await app.visitor().post('/sign-in', { email, password })).toShow('Вход заблокирован', 400)
  })

  test('finishes what was under way: the checked register comes in, the waiting letter goes out', async () => {
    const staff = await signIn(app, release.accounts.staff)
    const { id, bin } = release.checkedImport
    expect((await staff.post(`/admin/imports/${id}/commit`)).status).toBe(302)
    const worker = startProcess('worker', [], { DATABASE_URL: database.url, LOG_LEVEL: 'warn', ...env })
    const { db } = database
    await expect
      .poll(async () => {
        const company = db.selectFrom('companies').select('bin').where('bin', '=', bin)
        const letter = db.selectFrom('outbox').select('status').where('id', '=', release.waitingLetter)
        return { ...(await company.executeTakeFirst()), ...(await letter.executeTakeFirst()) }
      })
      .toEqual({ bin, status: 'sent' })
    worker.process.kill('SIGTERM')
    expect(await worker.exited).toBe(0)
    expect(worker.output()).toBe('')
  })

  test('leaves no error in the log, and nothing beside the log', () => {
    const lines = app.output().trim().split('\n')
    expect(lines.length).toBeGreaterThan(100)
    expect(lines.filter((line) => !/^\{.*"level":"(?:info|warn)"/.test(line))).toEqual([])
  })
})
