import { expect, test } from 'vitest'
import { statesIn } from '#app/domain/state-registers/state-registers.input.server.ts'

/** The largest sum or volume that another system may say. */
const MAX_TOLD = 1_000_000_000_000
const CARD = { number: 'A-1', blocked: false }

const fileOf = (...rows: unknown[]) => Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'))
const read = (...rows: unknown[]) => [...statesIn(fileOf(...rows))]
const limit = (change: object) => ({ limits: [{ period: 'daily', limit: 5_000, unit: 'ml', ...change }] })

test.each<[string, object]>([
  ['a number of one letter', { number: 'Z' }],
  ['a number of 64', { number: 'a'.repeat(64) }],
  ['no fuel left', { volume_ml: 0 }],
  ['the largest volume', { volume_ml: MAX_TOLD }],
  ['a limit of nothing', limit({ limit: 0 })],
  [
    'a limit of each period in both units',
    {
      limits: ['daily', 'weekly', 'monthly'].flatMap((period) => [
        limit({ period }).limits[0],
        limit({ period, unit: 'tiyn' }).limits[0],
      ]),
    },
  ],
  ['no version yet', { version: 0 }],
  ['the last version that the column holds', { version: 4_294_967_295 }],
  ['a debt', { balance: -MAX_TOLD, unit: 'tiyn' }],
  ['a balance', { balance: MAX_TOLD, unit: 'ml' }],
  ['any fuel', { products: null }],
  ['fifty products', { products: Array.from({ length: 50 }, (_, index) => `p${index}`) }],
  ['no last day', { valid_from: '2026-01-01', valid_until: null }],
])('a processor may say %s', (_what, said) => {
  expect(read({ ...CARD, ...said })).toEqual([{ ...CARD, ...said }])
})

test.each<[string, object, string]>([
  ['no number', { number: '' }, 'number'],
  ['a number of 65', { number: 'a'.repeat(65) }, 'number'],
  ['a number with a space', { number: 'A 1' }, 'number'],
  ['less than nothing', { volume_ml: -1 }, 'volume_ml'],
  ['more than anybody has', { volume_ml: MAX_TOLD + 1 }, 'volume_ml'],
  ['half a millilitre', { volume_ml: 0.5 }, 'volume_ml'],
  ['a limit of a year', limit({ period: 'yearly' }), 'limits/0/period'],
  ['a seventh limit', { limits: Array.from({ length: 7 }, () => limit({}).limits[0]) }, 'limits'],
  ['a version before the first', { version: -1 }, 'version'],
  ['a version that no column holds', { version: 4_294_967_296 }, 'version'],
  ['a balance of no unit', { balance: 5 }, 'unit'],
  ['a unit of no balance', { unit: 'ml' }, 'unit'],
  ['a larger debt than anybody has', { balance: -MAX_TOLD - 1, unit: 'ml' }, 'balance'],
  ['fifty-one products', { products: Array.from({ length: 51 }, (_, index) => `p${index}`) }, 'products'],
  ['a day that is none', { valid_until: '2026-02-30' }, 'valid_until'],
  ['something that nobody knows', { colour: 'red' }, 'colour'],
])('a processor may not say %s, and the line and field are told', (_what, said, field) => {
  expect(() => read(CARD, { ...CARD, number: 'B-2', ...said })).toThrow(
    expect.objectContaining({ code: 'fields_invalid', field: `/2/${field}` }),
  )
})

test('lines are read as far as they are needed, empty ones are none, and a number stands once', () => {
  const file = Buffer.from(`\n${JSON.stringify(CARD)}\n\n{"number":"B-2","blocked":true}\nno JSON`)
  const states = statesIn(file)
  expect([states.next().value, states.next().value]).toEqual([CARD, { number: 'B-2', blocked: true }])
  expect(() => states.next()).toThrow(expect.objectContaining({ code: 'fields_invalid' }))
  expect(() => read(CARD, CARD)).toThrow(expect.objectContaining({ code: 'fields_invalid' }))
})

test('a line has 8,192 bytes at most', () => {
  const padded = (bytes: number) => {
    const text = JSON.stringify(CARD)
    return Buffer.from(`${text}${' '.repeat(bytes - text.length)}\n`)
  }
  expect([...statesIn(padded(8_192))]).toEqual([CARD])
  expect(() => [...statesIn(padded(8_193))]).toThrow(expect.objectContaining({ code: 'fields_invalid' }))
})
