import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Finding } from '#app/cli/examination.server.ts'
import { openDoor } from '#tests/support/built-app.ts'
import { createCabinet, GOOD_PASSWORD, newAddress } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()
const folder = mkdtempSync(join(tmpdir(), 'cabinet-cli-'))

afterAll(async () => {
  await cabinet.destroy()
  rmSync(folder, { recursive: true })
})

interface Ran {
  code: number | NodeJS.Signals
  output: string
}

async function run(args: string[], env: Record<string, string> = {}): Promise<Ran> {
  const { exited, output } = openDoor('cli', args, {
    DATABASE_URL: cabinet.url,
    DATA_DIR: folder,
    LANG: 'C',
    ...env,
  })
  return { code: await exited, output: output() }
}

/** With `--json`, what a program reads. */
const runJson = async (args: string[], env?: Record<string, string>) => {
  const { code, output } = await run([...args, '--json'], env)
  return { code, answer: JSON.parse(output) }
}

describe("the operator's commands", () => {
  test('help lists them', async () => {
    const { code, output } = await run(['--help'], { DATABASE_URL: '', SECRET_KEYS: '' })
    expect(code).toBe(0)
    for (const name of [
      'migrate',
      'demo',
      'invite-staff',
      'invite',
      'unblock',
      'import',
      'mail',
      'audit',
      'doctor',
    ]) {
      expect(output).toMatch(new RegExp(`^\\s+${name}\\b`, 'm'))
    }
  })

  test('one that is not there is refused', async () => {
    expect((await run(['dance'])).code).toBe(1)
    expect((await run(['invite'])).code).toBe(1)
  })

  test('migrate: a second time there is nothing to do', async () => {
    expect(await runJson(['migrate'])).toEqual({ code: 0, answer: { ran: [] } })
  })

  test('invite-staff: the first colleague gets a letter that works', async () => {
    const email = newAddress('first')
    const { code, output } = await run([
      'invite-staff',
      email.toUpperCase(),
      '--role',
      'administrator',
      '--locale',
      'kk',
    ])
    expect([code, output]).toEqual([0, expect.stringContaining(email)])
    await expect(cabinet).toHaveSent('staff_invitation', email)
    expect((await cabinet.lettersTo(email)).at(-1)?.locale).toBe('kk')
    expect(await cabinet.tokenMailedTo(email)).toMatch(/^[\w-]{43}$/)
    expect(output).not.toContain(await cabinet.tokenMailedTo(email))
    const row = await cabinet.db
      .selectFrom('audit_log')
      .select(['actor_kind', 'actor_label'])
      .orderBy('id', 'desc')
      .executeTakeFirst()
    expect(row).toEqual({ actor_kind: 'system', actor_label: 'cli' })
  })

  test('what is refused is one clear sentence, in the language of the terminal, and exit code 1', async () => {
    const args = ['invite-staff', 'not an address']
    expect(await run(args)).toEqual({ code: 1, output: 'This does not look like an e-mail address\n' })
    expect((await run(args, { LANG: 'ru_RU.UTF-8' })).output).toBe('Это не похоже на адрес эл. почты\n')
    const { code, answer } = await runJson(args)
    expect([code, answer.error.code]).toEqual([1, 'email_invalid'])
    const role = await run(['invite-staff', newAddress(), '--role', 'king'])
    expect([role.code, role.output]).toEqual([
      1,
      expect.stringMatching(/^--role: .*"administrator"\|"support"\n$/),
    ])
    const away = await run(['migrate'], { DATABASE_URL: 'mysql://nobody:secret-word@127.0.0.1:1/cabinet' })
    expect([away.code, away.output]).toEqual([
      1,
      expect.stringMatching(/^The cabinet is away [^\n]*ECONNREFUSED[^\n]*\n$/),
    ])
    expect((await run(['mail', 'retry', 'first'])).output).toBe('There is no such letter\n')
  })

  test('invite: somebody to a company, by its BIN', async () => {
    const companyId = await cabinet.company()
    const { bin } = await cabinet.db
      .selectFrom('companies')
      .select('bin')
      .where('id', '=', companyId)
      .executeTakeFirstOrThrow()
    const email = newAddress('client')
    expect((await run(['invite', email, '--company', bin, '--role', 'viewer'])).code).toBe(0)
    await expect(cabinet).toHaveSent('invitation', email)
    expect((await run(['invite', email, '--company', '000000000000'])).code).toBe(1)
  })

  test('unblock: bad passwords are forgiven', async () => {
    const { email } = await cabinet.client(await cabinet.company(), 'owner')
    const { answer, code } = await runJson(['unblock', email])
    expect([code, answer]).toEqual([0, { email }])
    expect(GOOD_PASSWORD.length).toBeGreaterThan(8)
  })

  test('audit verify: says whether the log is whole', async () => {
    const { code, answer } = await runJson(['audit', 'verify'])
    expect([code, answer.intact]).toEqual([0, true])
  })

  test('mail list: what waits', async () => {
    const { code, answer } = await runJson(['mail', 'list', '--status', 'pending'])
    expect(code).toBe(0)
    expect(answer.letters.length).toBeGreaterThan(0)
  })

  test('a configuration with faults is refused with all of them, and no secret', async () => {
    const { code, output } = await run(['migrate'], {
      PORT: 'x',
      SECRET_KEYS: 'too-short-a-secret',
      WEB_CONCURRENCY: '0',
    })
    expect(code).toBe(1)
    for (const name of ['PORT', 'SECRET_KEYS', 'WEB_CONCURRENCY']) expect(output).toContain(name)
    expect(output).not.toContain('too-short-a-secret')
  })
})

describe('doctor', () => {
  const examine = async (env?: Record<string, string>) => {
    const { code, answer } = await runJson(['doctor'], env)
    const of = (name: string) => (answer.findings as Finding[]).find((finding) => finding.name === name)
    return { code, of, answer }
  }

  test('names what is wrong, and how to mend it', async () => {
    const { code, of } = await examine({ PUBLIC_URL: 'https://cabinet.kz' })
    expect(of('database')).toMatchObject({ health: 'ok' })
    expect(of('migrations')).toMatchObject({ health: 'ok' })
    expect(of('clock')).toMatchObject({ health: 'ok' })
    expect(of('address')).toMatchObject({ health: 'ok' })
    expect(of('proxy')).toMatchObject({ health: 'warning', mend: expect.stringContaining('TRUSTED_PROXIES') })
    expect(of('contacts')).toMatchObject({ health: 'warning', mend: expect.stringContaining('MAIL_FROM') })
    expect(of('provider')).toMatchObject({
      health: 'warning',
      mend: expect.stringContaining('RESEND_API_KEY'),
    })
    expect(of('worker')).toMatchObject({ health: 'warning', words: 'never seen' })
    // The databases of tests do not survive anyway.
    expect(of('durability')).toMatchObject({ health: 'fault' })
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
      expect(of(name)).toMatchObject({ name, health: 'ok' })
    }
  })

  test('says once that the database is away', async () => {
    const { code, answer } = await examine({ DATABASE_URL: 'mysql://nobody:secret-word@127.0.0.1:1/cabinet' })
    expect(code).toBe(1)
    const faults = (answer.findings as Finding[]).filter(({ health }) => health === 'fault')
    expect(faults).toMatchObject([{ name: 'database', mend: expect.stringContaining('DATABASE_URL') }])
    expect(JSON.stringify(answer)).not.toContain('secret-word')
  })

  test('sees tables that are missing, and reads well', async () => {
    const fresh = await createCabinet()
    await fresh.db.deleteFrom('kysely_migration' as never).execute()
    const { code, output } = await run(['doctor'], { DATABASE_URL: fresh.url })
    expect(code).toBe(1)
    expect(output).toMatch(/^FAULT {4}migrations: some are missing\n\s+npm run cabinet -- migrate$/m)
    await fresh.destroy()
  })
})
