import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { listImports } from '#app/domain/imports/import-lists.server.ts'
import { adjustImport } from '#app/domain/imports/imports.server.ts'
import { takeInbox } from '#app/domain/imports/inbox.server.ts'
import { type RegisterKind, registerKinds } from '#app/domain/imports/parsing/kinds.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'
import { commit, csv, workOffImports, workOffUnattended } from '#tests/support/imports.ts'
import { NOW, newCardNumber, newCouponNumber } from '#tests/support/registers.ts'

let cabinet: Cabinet
let operator: Person
let worker: Context
let folder: string

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  operator = await cabinet.staff('operator')
  worker = await cabinet.system()
})
afterAll(() => cabinet.destroy())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cabinet-inbox-'))
  for (const kind of registerKinds) mkdirSync(join(folder, kind))
  return () => rmSync(folder, { recursive: true })
})

const TITLES = 'Наименование;БИН;Город'

/** A file that nobody has written to for a minute. */
function put(name: string, bytes: Uint8Array, secondsAgo = 60, kind: RegisterKind = 'companies'): void {
  const path = join(folder, kind, name)
  writeFileSync(path, bytes)
  const at = Date.now() / 1_000 - secondsAgo
  utimesSync(path, at, at)
}

/** What the worker does in turn. */
async function round(): Promise<void> {
  await takeInbox(worker, folder)
  await workOffUnattended(cabinet)
}

const newest = async () => (await listImports(operator.ctx, {})).imports[0]
const letters = async () =>
  (await cabinet.lettersTo(operator.email)).filter(({ template }) => template === 'import_waiting')
const files = (kept: string) => readdirSync(join(folder, 'companies', kept))

test('a file with nothing to decide comes in by itself, once, and is kept beside', async () => {
  const bin = newBin()
  put('companies.csv', csv(TITLES, [['ТОО «Дала»', bin, 'Тараз']]))
  put('growing.csv', csv(TITLES, []), 0)
  put('.hidden.csv', csv(TITLES, []))
  put('later.csv.part', csv(TITLES, []))
  await Promise.all([takeInbox(worker, folder), takeInbox(worker, folder)])
  await round()
  expect(await newest()).toMatchObject({
    fileName: 'companies.csv',
    status: 'committed',
    createdBy: null,
    counts: { added: 1 },
  })
  const all = (await listImports(operator.ctx, {})).imports
  expect(all.map(({ fileName }) => fileName)).toEqual(['companies.csv'])
  expect(files('done')).toEqual([expect.stringMatching(/-companies\.csv$/)])
  expect(readdirSync(join(folder, 'companies')).sort()).toEqual([
    '.hidden.csv',
    'done',
    'growing.csv',
    'later.csv.part',
    'taking',
  ])
  expect(await letters()).toEqual([])
})

test('every kind of register comes in out of the folder of its name', async () => {
  const bin = newBin()
  const card = newCardNumber()
  const kinds: [RegisterKind, string, string[]][] = [
    ['companies', TITLES, ['ТОО «Жер»', bin, 'Тараз']],
    ['stations', 'Код АЗС;Наименование', ['АЗС-077', 'АЗС «Тұлпар»']],
    ['cards', 'Номер карты;БИН;Вид топлива;Статус', [card, bin, 'ДТ', 'Активна']],
    [
      'coupons',
      'Номер талона;БИН;Вид топлива;Номинал;Цена;Действует с;Действует по;Статус',
      [newCouponNumber(), bin, 'ДТ', '20,00', '325,00', '01.11.2026', '30.04.2027', 'Действует'],
    ],
    [
      'transactions',
      'Дата;Время;Номер карты;БИН;АЗС;Вид топлива;Количество;Цена;Сумма;Чек №',
      ['20.11.2026', '10:15:00', card, bin, 'АЗС-077', 'ДТ', '40,00', '325,00', '13 000,00', '0042'],
    ],
  ]
  for (const [kind, titles, row] of kinds) {
    put(`${kind}.csv`, csv(titles, [row]), 60, kind)
    await round()
    expect(await newest()).toMatchObject({
      kind,
      fileName: `${kind}.csv`,
      status: 'committed',
      counts: { added: 1, faulty: 0 },
    })
  }
  expect(await letters()).toEqual([])
})

test('a file that changes nothing is done with', async () => {
  const rows = csv(TITLES, [['ТОО «Жол»', newBin(), 'Тараз']])
  put('first.csv', rows)
  await round()
  put('again.csv', rows)
  await round()
  expect(await newest()).toMatchObject({ fileName: 'again.csv', status: 'discarded' })
  expect(await letters()).toEqual([])
})

test('one that cannot be decided waits for a person, and one letter says so', async () => {
  put('odd.csv', csv('Шифр;Кто', [[newBin(), 'ТОО «Қыр»']]))
  await round()
  await round()
  const waiting = await newest()
  expect(waiting).toMatchObject({ fileName: 'odd.csv', status: 'failed' })
  expect(await letters()).toHaveLength(1)
  expect((await letters())[0]?.text).toContain(`/admin/imports/${waiting?.id}`)
})

test("the sender's next file is read as a person decided for the one before", async () => {
  const before = (await letters()).length
  const id = (await newest())?.id ?? 0
  await adjustImport(operator.ctx, id, { mapping: { bin: 0, name: 1 } })
  await workOffImports(cabinet)
  expect((await commit(operator.ctx, id)).status).toBe('committed')
  put('odd-2.csv', csv('Шифр;Кто', [[newBin(), 'ТОО «Бел»']]))
  await round()
  expect(await newest()).toMatchObject({ fileName: 'odd-2.csv', status: 'committed' })
  expect(await letters()).toHaveLength(before)
})

test('an empty file is refused and kept apart', async () => {
  const before = (await letters()).length
  put('empty.csv', new Uint8Array())
  await round()
  expect(files('refused')).toEqual([expect.stringMatching(/-empty\.csv$/)])
  expect(await letters()).toHaveLength(before + 1)
})

test('several files of one register are taken in one turn, the oldest first, so that the newest wins', async () => {
  const bin = newBin()
  const rows = (name: string) => csv(TITLES, [[name, bin, 'Тараз']])
  put('b-newest.csv', rows('ТОО «Үш»'), 60)
  put('c-oldest.csv', rows('ТОО «Бір»'), 300)
  put('a-middle.csv', rows('ТОО «Екі»'), 180)
  put('d-broken.csv', new Uint8Array(), 240)
  expect(await takeInbox(worker, folder)).toBe(3)
  await workOffUnattended(cabinet)
  const { imports } = await listImports(operator.ctx, {})
  expect(imports.slice(0, 3).map(({ fileName }) => fileName)).toEqual([
    ...['b-newest.csv', 'a-middle.csv', 'c-oldest.csv'],
  ])
  const { name } = await cabinet.db
    .selectFrom('companies')
    .select('name')
    .where('bin', '=', bin)
    .executeTakeFirstOrThrow()
  expect(name).toBe('ТОО «Үш»')
  expect(files('done')).toHaveLength(3)
  expect(files('refused')).toEqual([expect.stringMatching(/-d-broken\.csv$/)])
})
