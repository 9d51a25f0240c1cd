import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendDueMail } from '#app/domain/mail/sender.server.ts'
import { createLog } from '#app/runtime/log.server.ts'
import { startApp } from '#tests/support/app.ts'
import { testSecret } from '#tests/support/context.ts'
import { createCabinet, GOOD_PASSWORD, newAddress, newBin } from '#tests/support/fixtures.ts'
import { bringIn, check, csv } from '#tests/support/imports.ts'
import { mailerTo } from '#tests/support/mail.ts'
import { newCouponNumber } from '#tests/support/registers.ts'
import { ResendStandIn } from '#tests/support/resend-stand-in.ts'
import { spellingsOf } from '#tests/support/spellings.ts'
import { tableBytes } from '#tests/support/table-bytes.ts'
import type { Visitor } from '#tests/support/visitor.ts'

const METRICS_TOKEN = 'a-token-of-the-monitoring'
const QR = '450712345678901234'
const FAULTY_QR = '450798765432109876'

const resend = await ResendStandIn.start()
const cabinet = await createCabinet()
const app = await startApp(cabinet, {
  settings: { localMailbox: false },
  resendWebhookSecret: resend.webhookSecret,
  metricsToken: METRICS_TOKEN,
  logLevel: 'trace',
})
const workerLog: string[] = []
const mailer = {
  ...mailerTo(resend),
  log: createLog('trace', { write: (line) => void workerLog.push(line) }),
}
const administrator = await cabinet.staff('administrator')
const bin = newBin()
const companyId = await cabinet.company({ bin })

/** Name -> what nobody may find but its owner. */
const secrets = new Map<string, string>([
  ['SECRET_KEYS', testSecret],
  ['RESEND_API_KEY', resend.apiKey],
  ['RESEND_WEBHOOK_SECRET', resend.webhookSecret],
  ['METRICS_TOKEN', METRICS_TOKEN],
  ['the first password', GOOD_PASSWORD],
  ['a wrong password', 'бұл-басқа-құпия-сөз-9'],
  ['the second password', 'жаңа-құпия-сөз-2026'],
  ['the QR payload of a coupon', QR],
  ['the QR payload of a faulty row', FAULTY_QR],
  ['the session of the administrator', administrator.token],
])
const linkSecrets = ['the link of the invitation', 'the link of the reset']

beforeAll(run)
afterAll(async () => {
  await app.stop()
  await resend.stop()
  await cabinet.destroy()
})

/** One person's way through the cabinet, with all that goes wrong on it. */
async function run(): Promise<void> {
  const email = newAddress('journey')
  const visitor = app.visitor()
  const [first, wrong, second] = ['the first password', 'a wrong password', 'the second password'].map(
    (name) => secrets.get(name) ?? '',
  ) as [string, string, string]

  const invitation = { email, companyId: String(companyId), role: 'owner', locale: 'ru' }
  expect((await app.as(administrator).post('/admin/invitations/new', invitation)).status).toBe(302)
  const invited = await linkMailedTo(email, 'the link of the invitation')
  const clean = (await visitor.get(invited)).headers.get('Location') ?? ''
  expect((await visitor.get(clean)).status).toBe(200)
  expect((await visitor.post(clean, { password: 'short', passwordConfirmation: 'short' })).status).toBe(400)
  expect(await visitor.post(clean, { password: first, passwordConfirmation: first })).toRedirectTo('/')
  keepSession(visitor, 'the session of the acceptance')
  await visitor.get(`//${invited}`)
  await visitor.get(`${invited}%0d%0a/x?again=${encodeURIComponent(first)}`)

  await visitor.post('/sign-out')
  expect((await visitor.post('/sign-in', { email, password: wrong })).status).toBe(400)
  await visitor.post('/sign-in', { email, password: first }, { headers: { 'Sec-Fetch-Site': 'cross-site' } })
  await visitor.post('/forgot-password', { email })
  const reset = await linkMailedTo(email, 'the link of the reset')
  const opened = (await visitor.get(reset)).headers.get('Location') ?? ''
  expect(await visitor.post(opened, { password: second, passwordConfirmation: second })).toRedirectTo(
    '/sign-in',
  )
  expect(await visitor.post('/sign-in', { email, password: second, remember: 'on' })).toRedirectTo('/')
  keepSession(visitor, 'the session of the sign-in')
  const change = { currentPassword: wrong, password: first, passwordConfirmation: first }
  expect((await visitor.post('/profile/password', change)).status).toBe(400)

  const titles = 'Номер талона;БИН;Вид топлива;Номинал;Цена;Действует с;Действует по;Статус;QR'
  const number = newCouponNumber()
  const row = (number: string, until: string, qr: string) =>
    [number, bin, 'ДТ', '20,00', '325,00', '01.09.2026', until, 'Действует', qr] as const
  const ctx = administrator.ctx
  await check(ctx, 'coupons', csv(titles, [row(newCouponNumber(), '31.02.2027', FAULTY_QR)]))
  await bringIn(ctx, 'coupons', csv(titles, [row(number, '28.02.2027', QR)]))
  const coupon = await cabinet.db
    .selectFrom('coupons')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  expect((await visitor.post(`/coupons/${coupon.id}/qr`)).status).toBe(200)

  // The provider's words quote the letter's link.
  for (const message of resend.messagesTo(email)) {
    const bounce = { bounce: { type: 'Permanent', message: `refused: ${message.body.text}` } }
    const signed = resend.webhook(resend.event('email.bounced', message, bounce))
    const headers = { ...Object.fromEntries(signed.headers), 'Sec-Fetch-Site': undefined }
    const answer = await app
      .visitor()
      .send('/webhooks/resend', { method: 'POST', headers, body: await signed.text() })
    expect(answer.status).toBe(200)
  }
  await app.get('/metrics', { headers: { Authorization: `Bearer ${METRICS_TOKEN}` } })
}

/** Sends what waits, and reads the link's path as the recipient does. */
async function linkMailedTo(email: string, name: string): Promise<string> {
  // The provider fails first, with the letter in its words.
  resend.next({ kind: 'refuse', status: 500, name: 'internal_server_error' })
  await sendDueMail(await cabinet.system(), mailer)
  await sql`update outbox set due_at = utc_timestamp(6), lease_until = null where status = 'pending'`.execute(
    cabinet.db,
  )
  await sendDueMail(await cabinet.system(), mailer)
  const letter = resend.messagesTo(email).at(-1)
  const [, path, token] = /https?:\/\/[^/]+(\/[\w-]+\/([\w-]{43}))/.exec(letter?.body.text ?? '') ?? []
  if (!path || !token) throw new Error(`no link in the letter to ${email}`)
  secrets.set(name, token)
  return path
}

function keepSession(visitor: Visitor, name: string): void {
  const token = visitor.cookies.get('session')
  if (!token) throw new Error('nobody signed in')
  secrets.set(name, token)
}

/** Names of the secrets that stand in these bytes. */
function found(bytes: Buffer, but: readonly string[] = []): string[] {
  return [...secrets]
    .filter(
      ([name, secret]) => !but.includes(name) && spellingsOf(secret).some((text) => bytes.includes(text)),
    )
    .map(([name]) => name)
}

async function foundInTables(): Promise<[table: string, names: string[]][]> {
  return [...(await tableBytes(cabinet.db))]
    .map(([name, bytes]): [string, string[]] => [name, found(bytes)])
    .filter(([, names]) => names.length > 0)
}

describe('security 1: what a whole run leaves behind', () => {
  test('security 1: the secrets are those of a run that happened', () => {
    expect(secrets.size).toBe(14)
    for (const secret of secrets.values()) expect(secret.length).toBeGreaterThan(8)
    // The invitation, the reset; what was changed since waits in the outbox.
    expect(resend.messages.length).toBeGreaterThanOrEqual(2)
  })

  test('security 1: the provider’s record alone knows the links', () => {
    expect(found(Buffer.from(JSON.stringify(resend.messages)))).toEqual(linkSecrets)
  })

  test('security 1: no table knows a secret', async () => {
    expect((await tableBytes(cabinet.db)).size).toBeGreaterThan(25)
    expect(await foundInTables()).toEqual([])
  })

  test('security 1: no line of the web server’s log or the worker’s does, however talkative', () => {
    expect(app.logged.length).toBeGreaterThan(20)
    expect(workerLog.length).toBeGreaterThan(0)
    expect(found(Buffer.from(app.logged.join('')))).toEqual([])
    expect(found(Buffer.from(workerLog.join('')))).toEqual([])
  })

  test('security 1: nor do the files of the database, its journal included', async () => {
    const { rows } = await sql<{ folder: string; name: string }>`
      select @@datadir as folder, database() as name
    `.execute(cabinet.db)
    const [{ folder, name } = { folder: '', name: '' }] = rows
    const files = [
      ...readdirSync(join(folder, name)).map((file) => join(folder, name, file)),
      ...readdirSync(folder)
        .filter((file) => file.startsWith('ib_logfile'))
        .map((file) => join(folder, file)),
    ]
    const bytes = files.map((file) => readFileSync(file))
    // What is no secret is there: these are the files that were written.
    expect(bytes.some((file) => file.includes('Компания'))).toBe(true)
    // Other tests of this run share the journal and the commonest of their secrets, but not the tokens.
    for (const file of bytes) expect(found(file)).toEqual([])
  })
})

describe('security 1: the sweep sees', () => {
  test.each([
    ['as it is', (secret: string) => secret],
    ['in hexadecimal', (secret: string) => Buffer.from(secret).toString('hex')],
    ['in base64', (secret: string) => Buffer.from(secret).toString('base64')],
    ['in an address', (secret: string) => `/x?y=${encodeURIComponent(secret)}`],
  ])('security 1: a secret that leaked into a table, %s', async (_how, spell) => {
    for (const [name, secret] of secrets) {
      await cabinet.db
        .updateTable('companies')
        .set({ name: spell(secret) })
        .where('id', '=', companyId)
        .execute()
      expect(await foundInTables()).toEqual([['companies', [name]]])
    }
    await cabinet.db
      .updateTable('companies')
      .set({ name: 'ТОО «Компания»' })
      .where('id', '=', companyId)
      .execute()
  })

  test('security 1: a secret that leaked into a line of the log', () => {
    for (const [name, secret] of secrets) {
      const lines: string[] = []
      createLog('trace', { write: (line) => void lines.push(line) }).info({ path: `/x/${secret}` }, 'request')
      expect(found(Buffer.from(lines.join('')))).toEqual([name])
    }
  })
})
