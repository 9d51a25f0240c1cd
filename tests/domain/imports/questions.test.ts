/** What the operator's command asks and is told of a file: its questions, and columns that are named by hand. */
import { expect, test } from 'vitest'
import { mappingByHand } from '#app/domain/imports/mapping-by-hand.ts'
import { type Asking, type AskingFaults, isOpen, openQuestions } from '#app/domain/imports/questions.ts'

type Layout = NonNullable<Asking['layout']>

const column = (index: number, title: string, letter: string) => ({ index, title, letter })
const columns = [
  column(0, 'Дата', 'A'),
  column(1, ' Кол-во ', 'B'),
  column(2, 'Сумма', 'C'),
  column(3, '', 'D'),
]

function found(layout: Partial<Layout>, status: Asking['status'] = 'failed'): Asking {
  const whole: Layout = {
    columns,
    mapping: { date: 0, sum: 2 },
    fileFaults: [],
    missing: [],
    ambiguous: [],
    decisions: [],
  }
  return { status, layout: { ...whole, ...layout } }
}

function summary(codes: string[], stations: Partial<AskingFaults> = {}): AskingFaults {
  const groups = codes.map((code) => ({ code, rows: 1 }))
  return { groups, unknownStations: [], stations: [], ...stations }
}

test('a column that is missing or that several may be is chosen of all, by its title or its letter', () => {
  const layout: Partial<Layout> = {
    missing: ['volume', 'product'],
    ambiguous: [
      { field: 'product', columns: [0, 1] },
      { field: 'number', columns: [2, 3] },
    ],
  }
  const choices = ['Дата', ' Кол-во ', 'Сумма', 'D']
  expect(openQuestions(found(layout), summary([]))).toEqual(
    ['volume', 'product', 'number'].map((field) => ({ code: `column.${field}`, field, choices })),
  )
  const broken: Partial<Layout> = { ...layout, fileFaults: [{ code: 'file_damaged' }] }
  expect(openQuestions(found(broken), summary([]))).toEqual([])
})

test('a decision is asked for while nobody has taken it, with its column and its choices', () => {
  const decisions: Layout['decisions'] = [
    { code: 'date_order', field: 'date', column: columns[0] ?? null, choices: ['dmy', 'mdy'], choice: null },
    {
      code: 'unit.volume',
      field: 'volume',
      column: columns[3] ?? null,
      choices: ['l', 'other'],
      choice: null,
    },
    { code: 'owner', field: null, column: null, choices: [], choice: null },
    { code: 'sign', field: 'volume', column: null, choices: ['sale', 'return'], choice: 'sale' },
  ]
  expect(openQuestions(found({ decisions }), summary([]))).toEqual([
    { code: 'date_order', field: 'date', column: 'Дата', choices: ['dmy', 'mdy'] },
    { code: 'unit.volume', field: 'volume', column: 'D', choices: ['l', 'other'] },
    { code: 'owner' },
  ])
})

test('an unknown station is one of those here or a new one, and faults that may be accepted are asked about', () => {
  const stations = { unknownStations: ['У моста'], stations: [{ code: '007' }, { code: '018' }] }
  const faulty = summary(['near_duplicate', 'row_short', 'number_masked', 'bad_date'], stations)
  expect(openQuestions(found({}, 'checked'), faulty)).toEqual([
    { code: 'station.У моста', field: 'station', choices: ['+', '007', '018'] },
    { code: 'near_duplicate', field: 'receipt', choices: ['accept'] },
    { code: 'row_short', choices: ['accept'] },
    { code: 'masked', field: 'number', choices: ['match'] },
  ])
})

test.each([
  ['a register of which a column is missing', found({}), [], true],
  ['a file of which one column is known', found({ mapping: { date: 0 } }), [], false],
  ['a file that cannot be read', found({ fileFaults: [{ code: 'file_damaged' }] }), [], false],
  ['a file that nobody looked at', { status: 'failed', layout: null } as const, [], false],
  ['faults that an answer settles', found({}, 'checked'), ['station_not_found', 'row_short'], true],
  ['a fault that none settles', found({}, 'checked'), ['station_not_found', 'bad_date'], false],
  ['no faults', found({}, 'checked'), [], false],
])('%s is open or not', (_, file, codes, expected) => {
  expect(isOpen(file, summary(codes))).toBe(expected)
})

test.each([
  ['a title', { volume: 'Кол-во' }, { date: 0, sum: 2, volume: 1 }],
  ['a title in other letters', { volume: 'кол-ВО' }, { date: 0, sum: 2, volume: 1 }],
  ['a letter', { product: 'd' }, { date: 0, sum: 2, product: 3 }],
  ['nothing takes a column away', { sum: '' }, { date: 0 }],
  ['what was taken for something else', { price: 'Сумма' }, { date: 0, price: 2 }],
  ['what it is already', { sum: 'C' }, { date: 0, sum: 2 }],
])('a column is named by %s', (_, pairs, expected) => {
  expect(mappingByHand('transactions', found({}).layout, pairs)).toEqual({ ok: true, columns: expected })
})

test.each([
  ['a field that the register has not', { qr: 'Сумма' }, 'qr'],
  ['a column that the file has not', { volume: 'Объём' }, 'Объём'],
])('%s is told', (_, pairs, unknown) => {
  expect(mappingByHand('transactions', found({}).layout, pairs)).toEqual({ ok: false, unknown })
})
