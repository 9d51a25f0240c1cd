import { afterAll, beforeAll, expect, test } from 'vitest'
import { findImport } from '#app/domain/imports/import-lists.server.ts'
import { adjustImport, requestCommit } from '#app/domain/imports/imports.server.ts'
import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import { MAX_MILLILITRES, MAX_TIYN } from '#app/domain/imports/parsing/limits.ts'
import { workOnImport } from '#app/domain/imports/work.server.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'
import { check, csv, running } from '#tests/support/imports.ts'
import { NOW } from '#tests/support/registers.ts'

let cabinet: Cabinet
let staff: Person
const bin = newBin()

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  staff = await cabinet.staff('administrator')
  await cabinet.company({ bin })
})
afterAll(() => cabinet.destroy())

/** 50 MB of the shortest rows that have an amount. */
const MAX_ROWS = 900_000

/** What a database refuses or changes where nobody looked before: lengths, signs, ranges, letters. */
const EXTREMES = [
  '３'.repeat(32),
  '9'.repeat(32),
  '9'.repeat(400),
  '-9999999999,99',
  '999999,999',
  '9999999999,99',
  '1e308',
  'NaN',
  '0',
  '00.00.0000',
  '31.12.9999',
  '01.01.0001',
  '29.02.2027',
  '25:61:61',
  'Ж'.repeat(300),
  '\u{1F69B}'.repeat(80),
  'а\u0301'.repeat(200),
  '\u0000',
  '\u202e420',
  '\ud7ff\uffff',
  "O'Brien",
  'null',
]

const GOOD: Record<RegisterKind, (n: number) => Record<string, string>> = {
  companies: (n) => ({
    Наименование: `ТОО «Дорога ${n}»`,
    БИН: newBin(),
    'E-mail': `buh${n}@example.kz`,
    Телефон: '+7 701 000 00 00',
    Город: 'Алматы',
    Договор: `Д-${n}`,
    'Дата договора': '12.01.2026',
  }),
  stations: (n) => ({
    'Код АЗС': `S-${n}`,
    Наименование: `АЗС ${n}`,
    Адрес: `ул. Абая, ${n}`,
    Город: 'Алматы',
    'Виды топлива': 'АИ-95, ДТ',
    Телефон: '+7 701 000 00 00',
  }),
  cards: (n) => ({
    'Номер карты': `7000${String(n).padStart(12, '0')}`,
    БИН: bin,
    Держатель: `Водитель ${n}`,
    Госномер: '123ABC02',
    'Вид топлива': 'ДТ',
    'Лимит в сутки, л': '100,00',
    Статус: 'Действует',
    'Срок действия': '31.12.2027',
  }),
  coupons: (n) => ({
    'Номер талона': `9999${String(n).padStart(16, '0')}`,
    БИН: bin,
    'Вид топлива': 'ДТ',
    'Номинал, л': '20,00',
    Цена: '325,00',
    'Действует с': '01.09.2026',
    'Действует по': '28.02.2027',
    Статус: 'Действует',
    QR: `45${String(n).padStart(18, '7')}`,
  }),
  transactions: (n) => ({
    Дата: '15.09.2026',
    Время: `10:${String(n % 60).padStart(2, '0')}`,
    'Номер карты/талона': `7000${String(n).padStart(12, '0')}`,
    БИН: bin,
    АЗС: 'S-1',
    'Вид топлива': 'ДТ',
    'Количество, л': '20,00',
    Цена: '325,00',
    Сумма: '6500,00',
    'Чек №': String(n),
  }),
  payments: (n) => ({
    'Наш счет': 'KZ12722S000001234567',
    Дата: '15.09.2026',
    'Номер документа': String(n),
    Поступило: '6500,00',
    Плательщик: 'ТОО «Дорога»',
    'БИН плательщика': bin,
    'Счет плательщика': 'KZ55965F000009876543',
    'Назначение платежа': 'за топливо',
    КНП: '710',
  }),
}

/** Each extreme in each column of an otherwise good row, among good rows; `without` a column, for sums of ours. */
function register(kind: RegisterKind, without?: string): { file: Uint8Array; good: number } {
  const titles = Object.keys(GOOD[kind](0)).filter((title) => title !== without)
  let n = without ? 50_000 : 0
  const row = (at?: string, value = '') => {
    const cells: Record<string, string> = GOOD[kind](n++)
    if (at) cells[at] = value
    return titles.map((title) => cells[title])
  }
  const good = 40
  const rows = [
    ...Array.from({ length: good }, () => row()),
    ...titles.flatMap((title) => EXTREMES.map((value) => row(title, value))),
  ]
  return { file: csv(titles.join(';'), rows), good }
}

/** An extreme amount is no whole price a litre, so a person says that the amounts are meant. */
async function answer(id: number): Promise<void> {
  await adjustImport(staff.ctx, id, { answers: { price: 'from_amount' } })
  await workOnImport(staff.ctx, id, running)
}

test.each<[RegisterKind, string?]>([
  ['companies'],
  ['stations'],
  ['payments'],
  ['cards'],
  ['coupons'],
  ['transactions'],
  ['transactions', 'Цена'],
])(
  '%s with an extreme in each cell, %s: each is taken or a named fault, and the rest comes in',
  async (kind, without) => {
    const { file, good } = register(kind, without)
    const found = await check(staff.ctx, kind, file)
    if (without) await answer(found.id)
    await requestCommit(staff.ctx, found.id, { rows: 'good' })
    await workOnImport(staff.ctx, found.id, running)
    const done = await findImport(staff.ctx, found.id)
    expect(done).toMatchObject({ status: 'committed', failure: null })
    expect(done.counts.added).toBeGreaterThanOrEqual(good)
  },
)

test('what the rows of the largest files say adds up exactly', () => {
  for (const most of [MAX_MILLILITRES, MAX_TIYN]) expect(Number.isSafeInteger(most * MAX_ROWS)).toBe(true)
})
