/** One reader a register: a row's cells -> its record, or null with the faults noted in the reader. */
import { fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import { fileMoney } from '#app/domain/kernel/format.ts'
import { amountOf } from '#app/domain/kernel/money.ts'
import type { CellReader } from './cell-reader.server.ts'
import { parseTime } from './dates.ts'
import type { Field, RegisterKind } from './kinds.ts'
import type { ProductWords } from './product-words.ts'
import type {
  CardRecord,
  CompanyRecord,
  CouponRecord,
  Records,
  StationRecord,
  TransactionRecord,
} from './records.ts'
import { answerOf, cardSchemeOf, cardStatusOf, couponStatusOf, stationStatusOf } from './status-words.ts'
import type { Unit } from './title-dictionary.ts'

/** What the titles of the columns say of units. */
export type Units = (field: Field) => Unit | null

type ReadRecord<Kind extends RegisterKind> = (
  cells: CellReader,
  units: Units,
  words: ProductWords,
) => Records[Kind] | null

/** A pump rounds each receipt in its own way: a tenge. */
const RECEIPT_ROUNDING = 100
const SUM_ROUNDING = 1

function readCompany(cells: CellReader): CompanyRecord | null {
  const bin = cells.bin('bin')
  const name = cells.text('name', 200)
  const rest = {
    code: cells.text('code', 64),
    contractNumber: cells.text('contractNumber', 64),
    contractDate: cells.day('contractDate'),
    email: cells.email('email'),
    phone: cells.text('phone', 64),
    city: cells.text('city', 100),
  }
  cells.unique('bin', bin)
  return bin === null || name === null ? null : { bin, name, ...rest }
}

function readCard(cells: CellReader, units: Units, { productsOf }: ProductWords): CardRecord | null {
  const number = cells.number('number')
  const bin = cells.bin('bin')
  const products = cells.word('products', productsOf, 'unknown_product')
  const status = cells.word('status', cardStatusOf, 'unknown_status')
  const limitUnit = (['dailyLimit', 'weeklyLimit', 'monthlyLimit'] as const).some((f) => units(f) === 'money')
    ? 'tiyn'
    : 'ml'
  const limit = (field: Field) =>
    limitUnit === 'ml' ? cells.volume(field, 'not_negative') : cells.money(field, 'not_negative')
  const said = cells.word('scheme', cardSchemeOf, 'unknown_scheme')
  const inLitres = units('balance') === 'volume' || (units('balance') === null && said === 'wallet_litres')
  const balance = inLitres ? cells.volume('balance', 'any') : cells.money('balance', 'any')
  const rest = {
    holder: cells.text('holder', 200),
    plate: cells.text('plate', 32)?.replace(/\s+/g, '').toUpperCase() ?? null,
    dailyLimit: limit('dailyLimit'),
    weeklyLimit: limit('weeklyLimit'),
    monthlyLimit: limit('monthlyLimit'),
    validUntil: cells.day('validUntil'),
    replacedBy: cells.number('replacedBy'),
  }
  cells.unique('number', number)
  if (number === null || bin === null || products === null || status === null) return null
  const wallet = inLitres ? 'wallet_litres' : 'wallet_money'
  const scheme = said ?? (balance === null ? 'limits' : wallet)
  return { number, bin, products, status, scheme, limitUnit, balance, ...rest }
}

function readCoupon(cells: CellReader, _units: Units, { productOf }: ProductWords): CouponRecord | null {
  const number = cells.number('number')
  const bin = cells.bin('bin')
  const product = cells.word('product', productOf, 'unknown_product')
  const volume = cells.volume('volume', 'positive')
  const price = cells.money('price', 'positive')
  const sum = cells.money('sum', 'not_negative')
  const validFrom = cells.day('validFrom')
  const validUntil = cells.day('validUntil')
  const status = cells.word('status', couponStatusOf, 'unknown_status')
  const remaining = cells.volume('remaining', 'not_negative')
  const divisible = cells.word('divisible', answerOf, 'unknown_answer')
  const batch = cells.text('batch', 64)
  const qr = cells.secretText('qr', 255)
  cells.unique('number', number)
  if (validFrom !== null && validUntil !== null && validUntil < validFrom) {
    cells.refuse('ends_before_start', 'validUntil')
  }
  // Volume, price and sum were fixed at purchase: where they disagree, one is mistyped, and nobody here knows which.
  if (
    volume !== null &&
    price !== null &&
    sum !== null &&
    Math.abs(sum - amountOf(volume, price)) > SUM_ROUNDING
  ) {
    cells.refuse('sum_mismatch', 'sum', undefined, { expected: fileMoney(amountOf(volume, price), ',') })
  }
  if (volume !== null && remaining !== null && remaining > volume)
    cells.refuse('remaining_exceeds_volume', 'remaining')
  if (number === null || bin === null || product === null || volume === null || price === null) return null
  if (validFrom === null || validUntil === null || status === null) return null
  return {
    number,
    bin,
    product,
    volume,
    price,
    validFrom,
    validUntil,
    status,
    remaining,
    divisible,
    batch,
    qr,
  }
}

function readTransaction(
  cells: CellReader,
  _units: Units,
  { productOf }: ProductWords,
): TransactionRecord | null {
  const moment = cells.moment('date')
  const ownTime = cells.parsed('time', parseTime)
  const localTime = ownTime ?? moment?.time ?? null
  if (moment && localTime === null && !cells.faults.some(({ field }) => field === 'time'))
    cells.refuse('missing_time', 'date')
  const number = cells.number('number')
  const bin = cells.bin('bin')
  const station = cells.number('station', 64)
  const product = cells.word('product', productOf, 'unknown_product')
  const volume = cells.volume('volume', 'positive')
  const price = cells.money('price', 'positive')
  const amount = cells.money('sum', 'not_negative')
  const receipt = cells.number('receipt')
  if (moment && station !== null && receipt !== null) {
    cells.unique('receipt', `${station}\n${receipt}\n${moment.day}`)
  }
  // Less than the pump's price is a discount; more is a mistake.
  if (
    volume !== null &&
    price !== null &&
    amount !== null &&
    amount > amountOf(volume, price) + RECEIPT_ROUNDING
  ) {
    cells.refuse('sum_mismatch', 'sum', undefined, { expected: fileMoney(amountOf(volume, price), ',') })
  }
  if (moment === null || localTime === null || number === null || bin === null || station === null)
    return null
  if (product === null || volume === null || price === null || amount === null || receipt === null)
    return null
  const occurredAt = fromAlmatyWallClock(`${moment.day}T${localTime}`)
  return {
    localDate: moment.day,
    localTime,
    occurredAt,
    number,
    bin,
    station,
    product,
    volume,
    price,
    amount,
    receipt,
  }
}

function readStation(cells: CellReader, _units: Units, { productsOf }: ProductWords): StationRecord | null {
  const code = cells.number('code', 64)
  const name = cells.text('name', 200)
  const rest = {
    city: cells.text('city', 100),
    address: cells.text('address', 300),
    latitude: cells.degrees('latitude', 90),
    longitude: cells.degrees('longitude', 180),
    products: cells.word('products', productsOf, 'unknown_product') ?? [],
    hours: cells.text('hours', 200),
    status: cells.word('status', stationStatusOf, 'unknown_status'),
  }
  cells.unique('code', code)
  return code === null || name === null ? null : { code, name, ...rest }
}

export const recordReaders: { [Kind in RegisterKind]: ReadRecord<Kind> } = {
  companies: readCompany,
  cards: readCard,
  coupons: readCoupon,
  transactions: readTransaction,
  stations: readStation,
}
