import iconv from 'iconv-lite'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { commandLine } from '#tests/support/commands.ts'
import { createCabinet, newBin } from '#tests/support/fixtures.ts'
import { csv } from '#tests/support/imports.ts'

const cabinet = await createCabinet()
const { start, run, runPrinted, runJson, file, remove } = commandLine(cabinet)

afterAll(async () => {
  await cabinet.destroy()
  remove()
})

beforeEach(async () => {
  await cabinet.db.deleteFrom('companies').execute()
})

const TITLES = 'БИН;Наименование;Город'
const companies = (...rows: string[][]) => csv(TITLES, rows)
const names = async () =>
  (await cabinet.db.selectFrom('companies').select('name').orderBy('name').execute()).map(({ name }) => name)

test('brings a register in, and says what was new', async () => {
  const path = file('companies.csv', companies([newBin(), 'Алтын', 'Алматы'], [newBin(), 'Береке', 'Тараз']))
  const { code, answer } = await runJson(['import', 'companies', path])
  expect({ code, answer }).toMatchObject({
    code: 0,
    answer: {
      kind: 'companies',
      file: 'companies.csv',
      status: 'committed',
      failure: null,
      counts: { total: 2, added: 2, changed: 0, same: 0, faulty: 0 },
      faults: [],
    },
  })
  expect(await names()).toEqual(['Алтын', 'Береке'])
  const entry = await cabinet.db
    .selectFrom('audit_log')
    .select(['action', 'actor_label', 'subject_id'])
    .orderBy('id', 'desc')
    .executeTakeFirst()
  expect(entry).toEqual({ action: 'import.committed', actor_label: 'cli', subject_id: answer.id })
})

test('speaks the language of the terminal', async () => {
  const path = file('companies.csv', companies([newBin(), 'Алтын', 'Алматы']))
  const { code, printed } = await runPrinted(['import', 'companies', path], { LANG: 'ru_RU.UTF-8' })
  expect([code, printed.split('\n').slice(0, 3)]).toEqual([
    0,
    ['companies.csv: Импортирован', 'Новые: 1', 'Изменённые: 0'],
  ])
  const kazakh = await runPrinted(['import', 'companies', path], { LANG: 'kk_KZ.UTF-8' })
  expect([kazakh.code, kazakh.printed.split('\n').slice(0, 4)]).toEqual([
    0,
    ['companies.csv: Бас тартылды', 'Жаңа: 0', 'Өзгерген: 0', 'Өзгеріссіз: 1'],
  ])
})

test('the same file again changes nothing, which is no failure', async () => {
  const path = file('companies.csv', companies([newBin(), 'Алтын', 'Алматы']))
  await run(['import', 'companies', path])
  const { code, answer } = await runJson(['import', 'companies', path])
  expect({ code, answer }).toMatchObject({
    code: 0,
    answer: { status: 'discarded', counts: { added: 0, changed: 0, same: 1, faulty: 0 } },
  })
})

test('--dry-run says what would happen, writes nothing and keeps no copy of the file', async () => {
  const path = file('companies.csv', companies([newBin(), 'Алтын', 'Алматы']))
  const { code, answer } = await runJson(['import', 'companies', path, '--dry-run'])
  expect({ code, answer }).toMatchObject({ code: 0, answer: { status: 'discarded', counts: { added: 1 } } })
  expect(await names()).toEqual([])
  const pieces = cabinet.db.selectFrom('import_chunks').select('position').where('import_id', '=', answer.id)
  expect(await pieces.execute()).toEqual([])
})

test('one faulty row keeps the whole file out: each fault by row, column and reason, and exit code 1', async () => {
  const path = file('companies.csv', companies([newBin(), 'Алтын', ''], ['123', 'Береке', '']))
  const { code, answer } = await runJson(['import', 'companies', path])
  expect({ code, answer }).toMatchObject({
    code: 1,
    answer: {
      status: 'checked',
      counts: { total: 2, added: 1, faulty: 1 },
      faults: [{ row: 3, column: 'БИН', code: expect.stringMatching(/^bin_/) }],
    },
  })
  expect(await names()).toEqual([])
  const { code: again, output } = await run(['import', 'companies', path])
  expect([again, output]).toEqual([1, expect.stringMatching(/^Row 3, БИН, 123: \S.+$/m)])
})

test('a terminal gets the first fifty faults and a sign that there are more', async () => {
  const rows = Array.from({ length: 60 }, (_, index) => ['123', `ТОО ${index}`, ''])
  const { output } = await run(['import', 'companies', file('companies.csv', companies(...rows))])
  expect(output.match(/^Row \d+/gm)).toHaveLength(50)
  expect(output).toMatch(
    /\nThere are more errors: --json prints the first 20000, and the page of the import has all rows [^\n]+\n$/,
  )
})

test('--encoding reads the file as the operator says', async () => {
  const text = Buffer.from(companies([newBin(), 'Алтын Дала', 'Алматы'])).toString('utf8')
  const path = file('companies.csv', iconv.encode(text, 'cp866'))
  expect((await run(['import', 'companies', path, '--encoding', 'windows-1251'])).code).toBe(1)
  expect(await names()).toEqual([])
  expect((await run(['import', 'companies', path, '--encoding', 'cp866'])).code).toBe(0)
  expect(await names()).toEqual(['Алтын Дала'])
  const unknown = await run(['import', 'companies', path, '--encoding', 'klingon'])
  expect([unknown.code, unknown.output]).toEqual([
    1,
    expect.stringMatching(
      /^--encoding <encoding>: the value klingon is not allowed\. Allowed values: utf-8, .*cp866/,
    ),
  ])
})

test('a file without the register’s columns is refused with the names of those that are missing', async () => {
  const path = file('notes.csv', csv('Дата;Заметка', [['01.11.2026', 'позвонить']]))
  const { code, answer } = await runJson(['import', 'companies', path])
  expect({ code, answer }).toMatchObject({
    code: 1,
    answer: { status: 'failed', failure: expect.any(String) },
  })
  const { output } = await run(['import', 'companies', path], { LANG: 'ru_RU.UTF-8' })
  expect(output).toContain('БИН')
})

test('what cannot be begun is one sentence and exit code 1', async () => {
  const missing = await runJson(['import', 'companies', 'no-such-file.csv'])
  expect([missing.code, missing.answer.error.code]).toEqual([1, 'file_unreadable'])
  const empty = await runJson(['import', 'companies', file('empty.csv', new Uint8Array())])
  expect([empty.code, empty.answer.error.code]).toEqual([1, 'file_empty'])
  const refused = await run(['import', 'drivers', 'drivers.csv'], { LANG: 'ru_RU.UTF-8' })
  expect(refused.output).toMatch(
    /^kind: недопустимое значение drivers\. Допустимые значения: companies, .*transactions/,
  )
  const kind = await run(['import', 'drivers', 'drivers.csv'])
  expect([kind.code, kind.output]).toEqual([1, expect.stringContaining('transactions')])
})

test('gives programs the first rows as they are stored, in our units, and what was left out', async () => {
  const bin = newBin()
  const path = file('companies.csv', companies([bin, 'Алтын', 'Алматы']))
  const { answer } = await runJson(['import', 'companies', path, '--dry-run'])
  expect(answer).toMatchObject({
    counts: { leftOut: 0 },
    questions: [],
    sample: [{ bin, name: 'Алтын', city: 'Алматы', contract_number: null }],
  })
})

test('takes a column by its title or letter, and names one that is not there', async () => {
  const path = file('odd.csv', csv('Шифр;Кто;Где', [[newBin(), 'Алтын', 'Алматы']]))
  const asked = await runJson(['import', 'companies', path, '--map', 'name=Кто', '--map', 'city=C'])
  expect(asked).toMatchObject({
    code: 2,
    answer: {
      status: 'failed',
      questions: [{ code: 'column.bin', field: 'bin', choices: ['Шифр', 'Кто', 'Где'] }],
    },
  })
  const mapped = ['--map', 'bin=шифр', '--map', 'name=Кто', '--map', 'city=C']
  expect(await runJson(['import', 'companies', path, ...mapped])).toMatchObject({
    code: 0,
    answer: { status: 'committed', counts: { added: 1 } },
  })
  const wrong = await run(['import', 'companies', path, '--map', 'bin=ИНН'], { LANG: 'ru_RU.UTF-8' })
  expect([wrong.code, wrong.output.trim()]).toEqual([1, 'В файле нет такого столбца или поля: ИНН'])
  expect((await run(['import', 'companies', path, '--map', 'bin'])).code).toBe(1)
})

test('ends with 2 where a person must decide, and takes the answer', async () => {
  const bin = newBin()
  await run(['import', 'companies', file('companies.csv', companies([bin, 'Алтын', 'Алматы']))])
  await run([
    'import',
    'stations',
    file('stations.csv', csv('Код АЗС;Наименование', [['021', 'АЗС Отырар']])),
  ])
  const path = file(
    'transactions.csv',
    csv('Дата;Время;Номер карты;БИН;АЗС;Вид топлива;Количество;Цена;Сумма;Чек №', [
      [
        '20.11.2026',
        '10:15:00',
        '7825000000000017',
        bin,
        'У моста',
        'ДТ',
        '40,00',
        '325,00',
        '13 000,00',
        '0042',
      ],
    ]),
  )
  const asked = await runJson(['import', 'transactions', path])
  expect(asked).toMatchObject({
    code: 2,
    answer: {
      status: 'checked',
      questions: [{ code: 'station.У моста', field: 'station', choices: ['+', '021'] }],
      sample: [
        {
          occurred_at: '2026-11-20T10:15:00+05:00',
          number: '7825000000000017',
          volume_ml: 40_000,
          price_tiyn: 32_500,
          amount_tiyn: 1_300_000,
          receipt: '0042',
        },
      ],
    },
  })
  const answered = await runJson(['import', 'transactions', path, '--answer', 'station.У моста=021'])
  expect(answered).toMatchObject({ code: 0, answer: { status: 'committed', questions: [] } })
  await cabinet.db.deleteFrom('transactions').execute()
  await cabinet.db.deleteFrom('stations').execute()
})

test('tells how far it is, and ends its work though nobody reads that any more', async () => {
  const rows = Array.from({ length: 15_000 }, (_, n) => [newBin(), `Компания ${n}`, 'Тараз'])
  const command = start(['import', 'companies', file('unread.csv', companies(...rows))])
  await expect.poll(() => command.output()).toMatch(/^(Checking|Importing): [\d,]+ of [\d,]+ rows$/m)
  command.process.stdout?.destroy()
  command.process.stderr?.destroy()
  expect(await command.exited).toBe(0)
  expect(await names()).toHaveLength(15_000)
})

test('ends cleanly on Ctrl-C: nothing comes in, and no worker goes on with it', async () => {
  const rows = Array.from({ length: 60_000 }, (_, n) => [newBin(), `Компания ${n}`, 'Тараз'])
  const command = start(['import', 'companies', file('many.csv', companies(...rows))])
  await expect
    .poll(
      async () =>
        (await cabinet.db.selectFrom('imports').select('id').where('file_name', '=', 'many.csv').execute())
          .length,
    )
    .toBe(1)
  command.process.kill('SIGINT')
  expect(await command.exited).toBe(130)
  expect(command.output()).toContain('Nothing was imported')
  expect(await names()).toEqual([])
  const left = await cabinet.db
    .selectFrom('imports')
    .select('status')
    .where('file_name', '=', 'many.csv')
    .execute()
  expect(left).toEqual([{ status: 'discarded' }])
})
