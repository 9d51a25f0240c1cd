import { expect, test } from 'vitest'
import {
  AdjustImport,
  ImportFilter,
  OutcomeFilter,
  StartImport,
} from '#app/domain/imports/imports.input.server.ts'
import { type Bounds, testBounds, upTo } from '#tests/support/bounds.ts'

const row: Bounds = { takes: ['', '9999999'], refuses: ['12345678', '1a'] }

testBounds(
  'what is decided about a file',
  AdjustImport,
  {},
  {
    sheet: upTo(100, { optional: true }),
    headerRow: row,
    leaveOutRow: row,
    takeBackRow: row,
    leaveOutFault: upTo(64, { optional: true }),
    takeBackFault: upTo(64, { optional: true }),
  },
)

test('an encoding that is left open is to be found', () => {
  expect(StartImport.parse({ kind: 'cards', encoding: '' }).encoding).toBeUndefined()
  expect(StartImport.parse({ kind: 'cards', encoding: 'utf-8' }).encoding).toBe('utf-8')
  expect(AdjustImport.parse({ encoding: '' }).encoding).toBe('')
})

test.each([
  [undefined, undefined],
  ['', null],
  ['0', 0],
  ['12', 12],
])('the header row "%s" is %s', (typed, headerRow) => {
  expect(AdjustImport.parse({ headerRow: typed }).headerRow).toBe(headerRow)
})

test('rows are named by their numbers', () => {
  expect(AdjustImport.parse({ leaveOutRow: '7', takeBackRow: '' })).toMatchObject({
    leaveOutRow: 7,
    takeBackRow: undefined,
  })
  expect(AdjustImport.parse({ leaveOutRow: '', takeBackRow: '8' })).toMatchObject({
    leaveOutRow: undefined,
    takeBackRow: 8,
  })
})

test('columns are chosen by their fields, and what is no column counts as not chosen', () => {
  const mapping = (fields: object) => AdjustImport.parse(fields).mapping
  expect(mapping({ columnOfNumber: '0', columnOfValidUntil: '999', columnOfBin: '' })).toEqual({
    number: 0,
    validUntil: 999,
  })
  expect(
    mapping({ columnOfNumber: '1000', columnOf: '1', columnOfPlate: 7, mycolumnOfBin: '1' }),
  ).toBeUndefined()
})

test('answers stand beside their questions, each up to two hundred characters', () => {
  const long = 'a'.repeat(200)
  expect(
    AdjustImport.parse({
      ...{ question0: 'dates', answer0: ' dmy ', question1: 'sign', question2: 7, answer2: 'x' },
      ...{ question3: long, answer3: long, question4: `${long}a`, answer4: 'x', question5: 'y' },
      ...{ answer5: `${long}a`, answer6: 'x', question999: 'last', answer999: '' },
    }).answers,
  ).toEqual({ dates: 'dmy', [long]: long, last: '' })
})

test('a list goes on behind a million rows at most', () => {
  expect([0, 1_000_000, 1_000_001, -1, 'x'].map((skip) => OutcomeFilter.parse({ skip }).skip)).toEqual([
    ...[0, 1_000_000, 0, 0, 0],
  ])
  expect(ImportFilter.parse({ kind: 'x', status: 'y' })).toEqual({})
})
