import { afterAll, describe, expect, test } from 'vitest'
import { signIn } from '#app/domain/access/sign-in.server.ts'
import { commandLine } from '#tests/support/commands.ts'
import { createCabinet, device, newAddress } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()
const { run, runJson, remove } = commandLine(cabinet)

afterAll(async () => {
  await cabinet.destroy()
  remove()
})

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
    expect(await run(['dance'])).toEqual({
      code: 1,
      output: expect.stringMatching(
        /^Unknown command: dance\n\nUsage: npm run cabinet -- \[options\] \[command\]\n/,
      ),
    })
    expect((await run(['invite'])).code).toBe(1)
  })

  test.each([
    {
      lang: 'ru_RU.UTF-8',
      heading: 'Команды:',
      migrate: /^ {2}migrate \[параметры\] +применить миграции базы данных$/m,
      none: 'Писем нет.\n',
      role: '--role: недопустимое значение. Допустимые значения: administrator, operator, support, auditor, cashier\n',
      unknown: 'Неизвестная команда: doctr\nВозможно, вы имели в виду: doctor\n',
      missing: 'Не указан обязательный аргумент: email\n',
      option: 'Не указан обязательный параметр: --company <bin>\n',
      excess: 'Лишние аргументы: now\n',
      moment: 'soon — неверные дата и время. Пример: 2026-11-21T20:00:00Z\n',
      configuration:
        'В конфигурации 1 ошибка. Исправьте её и повторите попытку:\n  - PORT: должно быть числом\n',
    },
    {
      lang: 'kk_KZ.UTF-8',
      heading: 'Командалар:',
      migrate: /^ {2}migrate \[параметрлер\] +дерекқор миграцияларын қолдану$/m,
      none: 'Хат жоқ.\n',
      role: '--role: бұл мәнге рұқсат етілмеген. Рұқсат етілген мәндер: administrator, operator, support, auditor, cashier\n',
      unknown: 'Белгісіз команда: doctr\nМүмкін, мынаны меңзеген боларсыз: doctor\n',
      missing: 'Міндетті аргумент көрсетілмеген: email\n',
      option: 'Міндетті параметр көрсетілмеген: --company <bin>\n',
      excess: 'Артық аргументтер: now\n',
      moment: 'soon — күн мен уақыт дұрыс емес. Мысалы: 2026-11-21T20:00:00Z\n',
      configuration: 'Конфигурацияда 1 қате бар. Түзетіп, қайталап көріңіз:\n  - PORT: сан болуы керек\n',
    },
  ])('help, answers and refusals are in the language of the terminal: $lang', async (said) => {
    const inLanguage = async (args: string[], env: Record<string, string> = {}) =>
      (await run(args, { LANG: said.lang, ...env })).output
    const help = await inLanguage(['--help'])
    expect(help).toContain(`\n${said.heading}\n`)
    expect(help).toMatch(said.migrate)
    expect(await inLanguage(['mail', 'list', '--address', 'nobody@'])).toBe(said.none)
    expect(await inLanguage(['invite-staff', newAddress(), '--role', 'king'])).toBe(said.role)
    expect(await inLanguage(['settle-restore', 'soon'])).toBe(said.moment)
    expect(await inLanguage(['migrate'], { PORT: 'x' })).toBe(said.configuration)
    // What commander refuses comes before the help.
    expect((await inLanguage(['doctr'])).startsWith(`${said.unknown}\n`)).toBe(true)
    expect((await inLanguage(['unblock'])).startsWith(`${said.missing}\n`)).toBe(true)
    expect((await inLanguage(['invite', 'a@b.kz'])).startsWith(`${said.option}\n`)).toBe(true)
    expect((await inLanguage(['migrate', 'now'])).startsWith(`${said.excess}\n`)).toBe(true)
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

  test('invite-staff: a cashier needs a station that there is, and nobody else has one', async () => {
    const station = await cabinet.station()
    const invite = (role: string, ...more: string[]) =>
      run(['invite-staff', newAddress(role), '--role', role, ...more])
    expect(await invite('cashier')).toEqual({ code: 1, output: 'Enter the station of the cashier\n' })
    expect(await invite('cashier', '--station', 'nowhere')).toEqual({
      code: 1,
      output: 'There is no station with this code\n',
    })
    expect(await invite('operator', '--station', station)).toEqual({
      code: 1,
      output: 'Only a cashier has a station. Clear the field or choose the role Cashier\n',
    })
    const email = newAddress('cashier')
    const args = ['invite-staff', email, '--role', 'cashier', '--station', station]
    expect((await runJson(args)).answer).toMatchObject({ email })
    await expect(cabinet).toHaveSent('staff_invitation', email)
    for (const role of ['operator', 'auditor', 'support']) expect((await invite(role)).code).toBe(0)
  })

  test('what is refused is one clear sentence, in the language of the terminal, and exit code 1', async () => {
    const args = ['invite-staff', 'not an address']
    expect(await run(args)).toEqual({ code: 1, output: 'This does not look like an email address\n' })
    expect((await run(args, { LANG: 'ru_RU.UTF-8' })).output).toBe(
      'Это не похоже на адрес электронной почты\n',
    )
    const { code, answer } = await runJson(args)
    expect([code, answer.error.code]).toEqual([1, 'email_invalid'])
    const role = await run(['invite-staff', newAddress(), '--role', 'king'])
    expect([role.code, role.output]).toEqual([
      1,
      '--role: this value is not allowed. Allowed values: administrator, operator, support, auditor, cashier\n',
    ])
    const away = await run(['migrate'], { DATABASE_URL: 'mysql://nobody:secret-word@127.0.0.1:1/cabinet' })
    expect([away.code, away.output]).toEqual([
      1,
      expect.stringMatching(/^The database does not answer \([^\n]*ECONNREFUSED[^\n]*\n$/),
    ])
    expect((await run(['mail', 'retry', 'first'])).output).toBe('Email not found\n')
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
    const { email, password } = await cabinet.client(await cabinet.company(), 'owner')
    const trySignIn = async (password: string) =>
      signIn(await cabinet.guest(), { email, password, remember: false }, device)
    for (const guess of ['first-guess', 'second-guess', 'third-guess']) await trySignIn(guess).catch(() => {})
    await expect(trySignIn(password)).rejects.toMatchObject({ code: 'address_blocked' })
    expect(await runJson(['unblock', email])).toEqual({ code: 0, answer: { email } })
    expect(await trySignIn(password)).toMatchObject({ token: expect.any(String) })
  })

  test('audit verify: says whether the log is whole', async () => {
    const { code, answer } = await runJson(['audit', 'verify'])
    expect([code, answer.intact]).toEqual([0, true])
  })

  test('mail: what waits is listed, and send-due settles it', async () => {
    const waiting = await runJson(['mail', 'list', '--status', 'pending'])
    expect([waiting.code, waiting.answer.letters.length]).toEqual([0, expect.any(Number)])
    expect(waiting.answer.letters.length).toBeGreaterThan(0)
    const sent = await runJson(['mail', 'send-due'])
    expect(sent).toEqual({ code: 0, answer: { settled: expect.any(Number) } })
    expect(sent.answer.settled).toBeGreaterThan(0)
    expect((await runJson(['mail', 'list', '--status', 'pending'])).answer.letters).toEqual([])
    const misspelt = await runJson(['mail', 'list', '--status', 'waiting'])
    expect([misspelt.code, misspelt.answer.error]).toEqual([
      1,
      {
        code: 'usage',
        message: '--status: this value is not allowed. Allowed values: pending, sending, sent, dead, parked',
      },
    ])
    const { output } = await run(['mail', 'list', '--status', 'sent'], { LANG: 'ru_RU.UTF-8' })
    expect(output).toMatch(/^\d+\tОтправлено\t/)
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
