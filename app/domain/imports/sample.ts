/** Records as people and programs see them: by field, in our units, never a QR payload. Safe in the browser. */
import { almatyTimestamp, fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { RegisterKind } from './parsing/kinds.ts'
import type { GoodRow, Records } from './parsing/records.ts'

type SampleValues = Readonly<Record<string, string | number | boolean | null>>

/** A row as it will be stored. */
export interface SampleRow {
  row: number
  values: SampleValues
}

export const SAMPLE_ROWS = 3

export function sampleRow<Kind extends RegisterKind>(kind: Kind, { row, record }: GoodRow<Kind>): SampleRow {
  return { row, values: valuesOf[kind](record) }
}

const joined = (list: readonly string[] | null) => list?.join(', ') ?? null

const valuesOf: { [Kind in RegisterKind]: (record: Records[Kind]) => SampleValues } = {
  companies: (company) => ({ ...company }),
  cards: (card) => ({ ...card, products: joined(card.products) }),
  coupons: ({ qr: _secret, ...coupon }) => ({ ...coupon }),
  transactions: ({ localDate, localTime, occurredAt: _at, masked: _masked, amount, ...transaction }) => ({
    date: localDate,
    time: localTime,
    ...transaction,
    sum: amount,
  }),
  stations: (station) => ({ ...station, products: joined(station.products) }),
  payments: ({ occurredOn, amount, ...payment }) => ({ date: occurredOn, sum: amount, ...payment }),
}

/** What a value counts, in the names that programs read. */
const units: Record<string, string> = { volume: 'volume_ml', price: 'price_tiyn', sum: 'amount_tiyn' }

/** For programs: `volume_ml`, `valid_until`, `occurred_at` with its offset, or `occurred_on` where only the day is known. */
export function sampleForPrograms(values: SampleValues): SampleValues {
  const { date, time, ...rest } = values
  const named = Object.entries(rest).map(([field, value]) => [units[field] ?? snakeCase(field), value])
  const isMoment = date !== undefined && time !== undefined
  const when = isMoment
    ? { occurred_at: almatyTimestamp(fromAlmatyWallClock(`${date}T${time}`)) }
    : date === undefined
      ? {}
      : { occurred_on: date }
  return { ...when, ...Object.fromEntries(named) }
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
