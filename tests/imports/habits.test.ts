/** Registers of random rows in random habits of writing: they come in exactly, or something is asked. */
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import type { TransactionRecord } from '#app/domain/imports/parsing/records.ts'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import { firstWords } from '#tests/support/products.ts'

interface Refuelling {
  date: Date
  number: string
  station: string
  product: 'АИ-92' | 'АИ-95' | 'ДТ'
  /** Millilitres and tiyn. */
  volume: number
  price: number
  receipt: string
}

const codes = { 'АИ-92': 'ai92', 'АИ-95': 'ai95', ДТ: 'diesel' }

const refuelling: fc.Arbitrary<Refuelling> = fc.record({
  date: fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
  number: fc.stringMatching(/^78\d{14}$/),
  station: fc.stringMatching(/^АЗС-\d{3}$/),
  product: fc.constantFrom('АИ-92', 'АИ-95', 'ДТ'),
  volume: fc.integer({ min: 1, max: 9_000_000 }),
  price: fc.integer({ min: 100, max: 99_999 }),
  receipt: fc.stringMatching(/^R-\d{6}$/),
})

const habit = fc.record({
  delimiter: fc.constantFrom(';', ',', '\t', '|'),
  encoding: fc.constantFrom('utf-8', 'windows-1251', 'utf-16le'),
  isQuoted: fc.boolean(),
  mark: fc.constantFrom(',', '.'),
  group: fc.constantFrom('', ' ', '\u00A0', "'", 'other'),
  dates: fc.constantFrom('d.m.y', 'y-m-d', 'd/m/y', 'm/d/y', 'ymd', 'words'),
  letters: fc.constantFrom('as they are', 'capital', 'small'),
  hasSubtotals: fc.boolean(),
  hasBlanks: fc.boolean(),
  hasTitle: fc.boolean(),
  hasNumbers: fc.boolean(),
  order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 10 }),
})
type Habit = typeof habit extends fc.Arbitrary<infer T> ? T : never

const titles = [
  'Дата',
  'Время',
  'Номер карты',
  'БИН',
  'АЗС',
  'Вид топлива',
  'Количество, л',
  'Цена, тг',
  'Сумма, тг',
  'Чек №',
]
const months = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
]

function decimal(value: number, decimals: number, { mark, group }: Habit): string {
  const digits = String(value).padStart(decimals + 1, '0')
  const between = group === 'other' ? (mark === ',' ? '.' : ',') : group
  const whole = digits.slice(0, -decimals).replace(/\B(?=(?:\d{3})+$)/g, between)
  return `${whole}${mark}${digits.slice(-decimals)}`
}

function dayOf(date: Date, form: Habit['dates']): string {
  const [y = '', m = '', d = ''] = date.toISOString().slice(0, 10).split('-')
  if (form === 'ymd') return `${y}${m}${d}`
  if (form === 'words') return `${Number(d)} ${months[Number(m) - 1]} ${y} г.`
  const separator = form.includes('.') ? '.' : form.includes('-') ? '-' : '/'
  return form
    .split(separator)
    .map((part) => ({ d, m, y })[part])
    .join(separator)
}

const amountOf = ({ volume, price }: Refuelling) => Math.round((volume * price) / 1000)

function cellsOf(row: Refuelling, habit: Habit): string[] {
  return [
    dayOf(row.date, habit.dates),
    row.date.toISOString().slice(11, 19),
    row.number,
    '180540001010',
    row.station,
    row.product,
    decimal(row.volume, 3, habit),
    decimal(row.price, 2, habit),
    decimal(amountOf(row), 2, habit),
    row.receipt,
  ]
}

function written(rows: Refuelling[], habit: Habit): Buffer {
  const quoted = (cell: string) =>
    habit.isQuoted || cell.includes(habit.delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell
  const line = (cells: string[]) =>
    habit.order.map((column) => quoted(cells[column] ?? '')).join(habit.delimiter)
  const shown = titles.map((title) => {
    if (habit.letters === 'capital') return title.toUpperCase()
    return habit.letters === 'small' ? title.toLowerCase() : title
  })
  const lines = habit.hasTitle ? ['Отчёт по картам', ''] : []
  lines.push(line(shown))
  if (habit.hasNumbers) lines.push(habit.order.map((_, index) => String(index + 1)).join(habit.delimiter))
  for (const [index, row] of rows.entries()) {
    lines.push(line(cellsOf(row, habit)))
    if (habit.hasBlanks && index % 2 === 0) lines.push(habit.delimiter.repeat(9))
    if (habit.hasSubtotals && index % 3 === 2) {
      const cells = titles.map(() => '')
      cells[0] = 'Итого по карте'
      cells[8] = decimal(amountOf(row), 2, habit)
      lines.push(line(cells))
    }
  }
  return iconv.encode(`${lines.join('\r\n')}\r\n`, habit.encoding, { addBOM: habit.encoding === 'utf-16le' })
}

test('random registers in random habits come in exactly, or something is asked', async () => {
  let exact = 0
  const rows = fc.uniqueArray(refuelling, { minLength: 2, maxLength: 12, selector: ({ receipt }) => receipt })
  await fc.assert(
    fc.asyncProperty(rows, habit, async (rows, habit) => {
      const register = await openRegister(written(rows, habit), { kind: 'transactions' })
      expect(register.fileFaults).toEqual([])
      if (!register.ready) {
        expect(register.decisions.filter(({ choice }) => choice === null)).not.toEqual([])
        return
      }
      const found: Partial<TransactionRecord>[] = []
      for await (const row of register.rows(firstWords)) {
        if ('faults' in row) expect(row.faults).toEqual([])
        if ('record' in row) found.push(row.record as TransactionRecord)
      }
      expect(found).toHaveLength(rows.length)
      for (const [index, row] of rows.entries()) {
        expect(found[index]).toMatchObject({
          localDate: row.date.toISOString().slice(0, 10),
          localTime: row.date.toISOString().slice(11, 19),
          number: row.number,
          station: row.station,
          product: codes[row.product],
          volume: row.volume,
          price: row.price,
          amount: amountOf(row),
          receipt: row.receipt,
        })
      }
      exact++
    }),
    { numRuns: 200, seed: 11 },
  )
  // Most habits leave nothing to ask.
  expect(exact).toBeGreaterThan(100)
})
