import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { kilometres, kilometresOrNone } from '#app/domain/authorizations/odometer.input.server.ts'
import { TriedRule } from '#app/domain/cards/card-rules.input.server.ts'
import { PickCoupons } from '#app/domain/handovers/handovers.input.server.ts'
import { Money, SignedMoney } from '#app/domain/kernel/money.input.server.ts'
import { litres, litresOrNone } from '#app/domain/kernel/volume.input.server.ts'
import { PhoneOutcome, PhoneRequest } from '#app/domain/pump-operations/by-phone.input.server.ts'
import { OwnCheckQuery } from '#app/domain/pump-operations/own-check.input.server.ts'
import { SendServiceRequest } from '#app/domain/service-requests/service-requests.input.server.ts'
import { FillVolume, LesserVolume, NewFill } from '#app/domain/till/till.input.server.ts'
import { ReadFill, ReadOdometer, VehicleInput } from '#app/domain/vehicles/vehicles.input.server.ts'

/** As keyboards, 1C and our own pages write the spaces between thousands. */
const SPACES = [' ', '\u00a0', '\u202f', '\u2009']

const fill = { code: '1' }
const byPhone = { code: '1', station: 'A-1' }
const raised = { kind: 'raise_limit', number: '7825', period: 'daily' }

/** [form, its other fields, field, what it makes of 1,000.5] */
const decimals: [string, z.ZodType, object, string, number][] = [
  ['a fill at the till', NewFill, fill, 'volume', 1_000_500],
  ['what flowed at the till', FillVolume, {}, 'volume', 1_000_500],
  ['less than that', LesserVolume, {}, 'volume', 1_000_500],
  ['a fill by telephone', PhoneRequest, byPhone, 'volume', 1_000_500],
  ['its outcome', PhoneOutcome, {}, 'volume', 1_000_500],
  ["a client's check", OwnCheckQuery, {}, 'volume', 1_000_500],
  ["its station's price", OwnCheckQuery, {}, 'price', 100_050],
  ['coupons for litres', PickCoupons, { product: 'ai95' }, 'volume', 1_000_500],
  ['a tank', VehicleInput, { plate: 'A 1' }, 'tank', 1_000_500],
  ['a higher limit', SendServiceRequest, raised, 'limit', 1_000.5],
]
/** The same of 120,500. */
const kilometreFields: [string, z.ZodType, object, string][] = [
  ['a fill at the till', NewFill, fill, 'odometer'],
  ['a fill by telephone', PhoneRequest, { ...byPhone, volume: '1' }, 'odometer'],
  ["a client's check", OwnCheckQuery, {}, 'odometer'],
  ['a reading', ReadOdometer, { date: '' }, 'km'],
  ['a reading at a fill', ReadFill, {}, 'km'],
]

describe.each(SPACES)('with the space %j between thousands', (space) => {
  test.each(decimals)('%s reads a number with a comma or a point', (_, form, others, field, value) => {
    for (const point of [',', '.'])
      expect(form.parse({ ...others, [field]: ` 1${space}000${point}5 ` })).toMatchObject({ [field]: value })
  })

  test.each(kilometreFields)('%s reads kilometres', (_, form, others, field) => {
    expect(form.parse({ ...others, [field]: ` 120${space}500 ` })).toMatchObject({ [field]: 120_500 })
  })

  test('money and the limits of a rule are read alike', () => {
    expect(Money.parse(`1${space}000,5`)).toBe(100_050)
    expect(SignedMoney.parse(`-1${space}000,5`)).toBe(-100_050)
    expect(TriedRule.parse({ perDay: `1${space}000,5` })).toMatchObject({ perDay: 1_000_500 })
  })
})

/** What a form says of a field: the first of its faults. */
const faultOf = (field: z.ZodType, typed: string) => field.safeParse(typed).error?.issues[0]?.message

const some = { min: 1, max: 2_000_000 }

test.each(['-1', '+1', 'x', '1e3', '0x10', '1.2345', '100000', '1,000,5', '.5', '5,', '2000.001', '0'])(
  '%j litres are none',
  (typed) => {
    expect(faultOf(litres(some), typed)).toBe('invalid')
    expect(faultOf(litresOrNone(some), typed)).toBe('invalid')
  },
)

test('litres are needed or not, from the least to the most', () => {
  expect(faultOf(litres(some), ' ')).toBe('required')
  expect(litresOrNone(some).parse(' ')).toBeNull()
  expect(['0.001', '2000', '007,5'].map((typed) => litres(some).parse(typed))).toEqual([1, 2_000_000, 7_500])
  expect(litres({ max: 5 }).parse('0')).toBe(0)
})

test.each(['-1', 'x', '1e3', '0x10', '1,5', '10000000'])('%j kilometres are none', (typed) => {
  expect(faultOf(kilometres, typed)).toBe('invalid')
  expect(faultOf(kilometresOrNone, typed)).toBe('invalid')
})

test('kilometres are needed or not', () => {
  expect(faultOf(kilometres, ' ')).toBe('required')
  expect([kilometresOrNone.parse(' '), kilometresOrNone.parse(undefined)]).toEqual([undefined, undefined])
  expect([kilometres.parse('0'), kilometres.parse('9999999')]).toEqual([0, 9_999_999])
})
