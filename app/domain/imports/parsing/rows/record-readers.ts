/** One reader a register: a row's cells -> its record, or null with the faults noted in the reader. */

import { amountOf, fileMoney } from '#app/domain/kernel/money.ts'
import { areExchanged } from '#app/domain/stations/coordinates.ts'
import type { RegisterKind } from '../kinds.ts'
import { MAX_TIYN } from '../limits.ts'
import type { CompanyRecord, CouponRecord, NoRecord, Records, StationRecord } from '../records.ts'
import { parseDateTime } from '../values/dates.ts'
import type { ProductWords } from '../values/product-words.ts'
import { answerOf, couponStatusOf, localeOf, stationStatusOf } from '../values/status-words.ts'
import { readCard } from './card-reader.ts'
import type { CellReader } from './cell-reader.server.ts'
import { instrumentNumber } from './instrument-number.ts'
import { readPayment } from './payment-reader.ts'
import { daysOfRange, lastDay, pointIn } from './places-and-days.ts'
import { readStatus } from './statuses.ts'
import { shownAs } from './sums.ts'
import { readTransaction } from './transaction-reader.ts'
import { refuseForeignUnits } from './unit-columns.ts'

type ReadRecord<Kind extends RegisterKind> = (
  cells: CellReader,
  words: ProductWords,
) => Records[Kind] | NoRecord | null

function readCompany(cells: CellReader): CompanyRecord | null {
  const bin = cells.bin('bin')
  const contract = contractIn(cells)
  const name = cells.text('name', 200)
  const rest = {
    code: cells.text('code', 64),
    ...contract,
    email: cells.email('email'),
    phone: cells.text('phone', 64),
    city: cells.text('city', 100),
    locale: cells.word('locale', localeOf, 'unknown_language'),
  }
  cells.unique('bin', bin)
  return bin === null ? null : { bin, name, ...rest }
}

/** `№ ТК-15/2026 от 05.03.2026 г.` in one column is the number and the day; days that have one reading only. */
const numberAndDay =
  /^(?:договор\s+)?(?:№\s?)?(\S.{0,60}?)\s+от\s+(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})(?:\s?г\.?)?$/iu

function contractIn(cells: CellReader): Pick<CompanyRecord, 'contractNumber' | 'contractDate'> {
  const [, number, day] = cells.has('contractDate')
    ? []
    : (numberAndDay.exec(cells.raw('contractNumber')) ?? [])
  const date = day === undefined ? null : parseDateTime(day)
  if (number !== undefined && date !== null && 'value' in date)
    return { contractNumber: number, contractDate: date.value.day }
  return { contractNumber: cells.text('contractNumber', 64), contractDate: cells.day('contractDate') }
}

function readCoupon(cells: CellReader, { productOf }: ProductWords): CouponRecord | null {
  const number = instrumentNumber(cells, 'number')
  const volume = cells.volume('volume', 'positive')
  const price = cells.money('price', 'positive')
  const sum = cells.money('sum', 'not_negative')
  const range = daysOfRange(cells)
  const validFrom = range?.from ?? cells.day('validFrom')
  const validUntil = range?.until ?? lastDay(cells, 'validUntil')
  const remaining = cells.volume('remaining', 'not_negative')
  const rest = {
    bin: cells.bin('bin') ?? cells.habits.owner,
    product: cells.word('product', productOf, 'unknown_product'),
    status: readStatus(cells, couponStatusOf),
    divisible: cells.word('divisible', answerOf, 'unknown_answer'),
    batch: cells.text('batch', 64),
    qr: cells.secretText('qr', 255),
  }
  refuseForeignUnits(cells)
  cells.unique('number', number)
  if (validFrom !== null && validUntil !== null && validUntil < validFrom) {
    cells.refuse('ends_before_start', 'validUntil')
  }
  const worth = volume !== null && price !== null ? amountOf(volume, price) : 0
  if (worth > MAX_TIYN) cells.refuse('beyond_bounds', 'price', fileMoney(worth, ','), { max: MAX_TIYN / 100 })
  // Volume, price and sum were fixed at purchase: where they disagree, one is mistyped, and nobody here knows which.
  if (volume !== null && price !== null && sum !== null) {
    // The price may be shown with fewer digits than it was counted with; a denomination is whole.
    const rounding = 1 + (volume * shownAs(cells.raw('price'), price, 2).half) / 1000
    if (Math.abs(sum - worth) > rounding) {
      cells.refuse('sum_mismatch', 'sum', undefined, { expected: fileMoney(worth, ',') })
    }
  }
  if (volume !== null && remaining !== null && remaining > volume) {
    cells.refuse('remaining_exceeds_volume', 'remaining')
  }
  return number === null ? null : { number, volume, price, validFrom, validUntil, remaining, ...rest }
}

function readStation(cells: CellReader, { productsOf }: ProductWords): StationRecord | null {
  const code = cells.number('code', 64)
  const pair = pointIn(cells.text('coordinates', 64) ?? '')
  const rest = {
    name: cells.text('name', 200),
    city: cells.text('city', 100),
    address: cells.text('address', 300),
    latitude: cells.degrees('latitude', 90) ?? cells.degreesOf('coordinates', pair[0], 90),
    longitude: cells.degrees('longitude', 180) ?? cells.degreesOf('coordinates', pair[1], 180),
    products: cells.word('products', productsOf, 'unknown_product'),
    hours: cells.text('hours', 200),
    status: cells.word('status', stationStatusOf, 'unknown_status'),
  }
  if (areExchanged(rest.latitude ?? 0, rest.longitude ?? 0)) {
    cells.refuse('coordinates_exchanged', cells.has('coordinates') ? 'coordinates' : 'latitude')
  }
  cells.unique('code', code)
  return code === null ? null : { code, ...rest }
}

export const recordReaders: { [Kind in RegisterKind]: ReadRecord<Kind> } = {
  companies: readCompany,
  cards: readCard,
  coupons: readCoupon,
  transactions: readTransaction,
  stations: readStation,
  payments: readPayment,
}
