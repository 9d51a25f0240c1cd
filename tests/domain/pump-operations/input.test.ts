import { describe, expect, test } from 'vitest'
import { SettleDiscrepancy } from '#app/domain/discrepancies/discrepancies.input.server.ts'
import { fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import { PhoneRequest } from '#app/domain/pump-operations/by-phone.input.server.ts'
import { OwnCheckQuery } from '#app/domain/pump-operations/own-check.input.server.ts'
import {
  Completion,
  FuelQuestion,
  NewAuthorization,
  OfflineCompletions,
  OperationFilter,
  Redemption,
  Reversal,
} from '#app/domain/pump-operations/pump-operations.input.server.ts'
import { FillVolume, LesserVolume, NewFill } from '#app/domain/till/till.input.server.ts'
import { type Bounds, between, testBounds, upTo } from '#tests/support/bounds.ts'

const question = { station: 'A-1', product: 'diesel', instrument: { by: 'card', number: '7825' } }
const CYRILLIC_BYTES = 2
const code = upTo(64)
/** As many bytes as characters of ASCII. */
const key: Bounds = {
  takes: [...code.takes, 'ж'.repeat(64 / CYRILLIC_BYTES)],
  refuses: [...code.refuses, `${'ж'.repeat(64 / CYRILLIC_BYTES)}a`, 'a\u0007b'],
}
const operationId: Bounds = { ...upTo(50), refuses: [...upTo(50).refuses, 'a b', 'ж'] }
const volume = between(1, 60_000_000)
const amount = between(1, 10_000_000_000)
const paid = between(0, 10_000_000_000)

const asked = {
  ...{ station: code, product: code, volume, amount, pos: key, pump: code, fillId: operationId, plate: code },
  price: between(1, 1_000_000),
  odometerKm: between(0, 9_999_999),
}

testBounds('a question', FuelQuestion, question, asked)
testBounds('an authorization', NewAuthorization, { ...question, operationId: '1' }, { ...asked, operationId })
testBounds(
  'a redemption',
  Redemption,
  { ...question, operationId: '1' },
  { ...asked, amount: paid, receipt: key, pumpTransaction: code, replaces: operationId },
)
testBounds(
  'a completion',
  Completion,
  { volume: 1 },
  { volume: between(0, 60_000_000), amount: paid, receipt: key, pumpTransaction: code },
)
testBounds('a reversal', Reversal, { reason: 'x' }, { reason: upTo(200), volume, reversalId: operationId })
testBounds(
  'a list of operations',
  OperationFilter,
  {},
  {
    station: code,
    limit: between(1, 200),
    before: { takes: [1], refuses: [0] },
  },
)
testBounds(
  'a discrepancy',
  SettleDiscrepancy,
  { reason: 'x' },
  {
    reason: upTo(500),
    charge: { takes: [0, '1'], refuses: [-1, 0.5] },
  },
)

test.each([
  [{ by: 'qr', payload: 'q'.repeat(500) }, true],
  [{ by: 'qr', payload: 'q'.repeat(501) }, false],
  [{ by: 'qr', payload: '' }, false],
  [{ by: 'coupon', number: 'n'.repeat(64), code: 'c'.repeat(64) }, true],
  [{ by: 'coupon', number: 'n'.repeat(65) }, false],
  [{ by: 'coupon', number: '1', code: 'c'.repeat(65) }, false],
  [{ by: 'card', number: 'n'.repeat(64), pin: 'p'.repeat(64) }, true],
  [{ by: 'card', number: 'n'.repeat(65) }, false],
  [{ by: 'card', number: '1', pin: 'p'.repeat(65) }, false],
  [{ by: 'phone', number: '1' }, false],
])('of what is held out %j may be sent: %s', (instrument, sent) => {
  expect(FuelQuestion.safeParse({ ...question, instrument }).success).toBe(sent)
})

test('litres or money are asked for, and not both', () => {
  for (const schema of [FuelQuestion, NewAuthorization]) {
    const both = { ...question, operationId: '1', volume: 1, amount: 1 }
    expect(schema.safeParse(both).error?.issues).toMatchObject([{ message: 'invalid', path: ['amount'] }])
  }
  expect(Redemption.safeParse({ ...question, operationId: '1', volume: 1, amount: 1 }).success).toBe(true)
})

test('one to five hundred operations come at once', () => {
  const one = { operationId: '1', volume: 1, authorization: question }
  const areTaken = (length: number) => OfflineCompletions.safeParse(Array(length).fill(one)).success
  expect([0, 1, 500, 501].map(areTaken)).toEqual([false, true, true, false])
})

test.each([
  [{ volume: '20,5' }, { volume: 20_500 }],
  [{ volume: '1 000' }, { volume: 1_000_000 }],
  [{ volume: '60000' }, { volume: 60_000_000 }],
  [{ volume: '0,001' }, { volume: 1 }],
  [{ odometer: '120\u00A0500' }, { odometer: 120_500 }],
  [{ odometer: ' ' }, { odometer: undefined }],
  [
    { couponCode: '', pin: ' ', pump: '', product: '' },
    { couponCode: undefined, product: undefined },
  ],
  [
    { pump: ' 4 ', product: 'diesel' },
    { pump: '4', product: 'diesel' },
  ],
])('what support types as %o is read as %o', (typed, read) => {
  expect(PhoneRequest.parse({ code: '1', station: 'A-1', volume: '1', ...typed })).toMatchObject(read)
})

test.each([
  [{ volume: '0' }, 'volume', 'invalid'],
  [{ volume: '' }, 'volume', 'required'],
  [{ volume: '60000,001' }, 'volume', 'invalid'],
  [{ odometer: '12345678' }, 'odometer', 'invalid'],
  [{ odometer: '12,5' }, 'odometer', 'invalid'],
])('what support types as %o is refused', (typed, field, message) => {
  const read = PhoneRequest.safeParse({ code: '1', station: 'A-1', volume: '1', ...typed })
  expect(read.error?.issues[0]).toMatchObject({ path: [field], message })
})

describe('the address of the check', () => {
  test.each([
    ['120 500', 120_500],
    ['9999999', 9_999_999],
    ['10000000', undefined],
    ['-5', undefined],
    ['12,5', undefined],
    ['', undefined],
  ])('kilometres "%s" are %s', (odometer, km) => {
    expect(OwnCheckQuery.parse({ odometer }).odometer).toBe(km)
  })

  test.each([
    ['0,001', 1],
    ['0', undefined],
    ['60000', 60_000_000],
    ['60000,001', undefined],
    ['40.5', 40_500],
    ['1.2345', undefined],
  ])('litres "%s" are %s millilitres', (volume, millilitres) => {
    expect(OwnCheckQuery.parse({ volume }).volume).toBe(millilitres)
  })

  test.each([
    ['295,5', 29_550],
    ['0', undefined],
    ['9999.99', 999_999],
    ['10000', 1_000_000],
    ['10000,01', undefined],
    ['295.555', undefined],
  ])('a price of "%s" tenge is %s tiyn', (price, tiyn) => {
    expect(OwnCheckQuery.parse({ price }).price).toBe(tiyn)
  })

  test.each([
    ['2026-11-27T23:59', '2026-11-27T23:59:00'],
    ['2026-11-27T00:00', '2026-11-27T00:00:00'],
    ['2026-11-27T24:00', null],
    ['2026-11-27T23:60', null],
    ['2026-02-29T10:00', null],
    ['1999-11-27T10:00', null],
  ])('the moment "%s" is %s', (at, moment) => {
    expect(OwnCheckQuery.parse({ at }).at).toEqual(moment === null ? undefined : fromAlmatyWallClock(moment))
  })

  test('codes have one to sixty-four characters', () => {
    const parsed = (station: string) => OwnCheckQuery.parse({ station }).station
    expect(['', 'a', 'a'.repeat(64), 'a'.repeat(65)].map(parsed)).toEqual([
      undefined,
      'a',
      'a'.repeat(64),
      undefined,
    ])
  })
})

describe('at the till', () => {
  const millilitres = (volume: string) => {
    const fill = NewFill.safeParse({ code: '1', volume })
    return fill.success ? fill.data.volume : fill.error.issues.map(({ message }) => message)
  }

  test.each([
    ['0,001', 1],
    ['60 000', 60_000_000],
    ['', undefined],
    ['0', ['invalid']],
    ['60000,001', ['invalid']],
    ['1.2345', ['invalid']],
  ])('litres "%s" are %s millilitres', (volume, read) => {
    expect(millilitres(volume)).toEqual(read)
  })

  test('what was dispensed is said; of what is taken back nothing may be left', () => {
    const said = (schema: typeof FillVolume | typeof LesserVolume) =>
      ['', '0', '0,001'].map((volume) => schema.safeParse({ volume }).success)
    expect([said(FillVolume), said(LesserVolume)]).toEqual([
      [false, false, true],
      [false, true, true],
    ])
  })
})
