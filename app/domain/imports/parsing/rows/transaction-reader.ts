/** A row of a transactions' register: what was sold or came back, or what is left out of it. */
import { fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import { amountOf, fileMoney } from '#app/domain/kernel/money.ts'
import type { LeftOutKind, NoRecord, Operation, TransactionRecord } from '../records.ts'
import { fromZone, hasZone, type LocalDateTime, midnightAfter, parseTime } from '../values/dates.ts'
import { litrePrice } from '../values/decimals.ts'
import { isWithoutPlace, type OperationChoice } from '../values/operations.ts'
import type { ProductWords } from '../values/product-words.ts'
import { zoneOf } from '../values/zones.ts'
import type { CellReader } from './cell-reader.server.ts'
import { maskOf } from './identifiers.ts'
import { instrumentNumber } from './instrument-number.ts'
import { place } from './places-and-days.ts'
import { shownAs, verdictOf } from './sums.ts'
import { refuseForeignUnits } from './unit-columns.ts'
import { inHalfOfDay, refuseUnnamedReturn, type UnnamedCell, unnamedCells } from './unnamed-cells.ts'
import { zoneBeside } from './zone-column.ts'

const MAX_PLACE_LENGTH = 200

export function readTransaction(
  cells: CellReader,
  { productOf }: ProductWords,
): TransactionRecord | NoRecord | null {
  const said = operationIn(cells)
  if (said === null) return null
  if (said !== 'sale' && said !== 'return' && said !== 'correction') return { leftOut: leftOutAs[said] }
  const named = cells.raw('product')
  if (named !== '' && productOf(named) === null && isWithoutPlace(named)) return { leftOut: 'goods' }
  const beside = unnamedCells(cells)
  const moment = readMoment(cells, beside)
  const { number, masked } = readNumber(cells)
  const counted = readCounted(cells, said)
  const product = cells.word('product', productOf, 'unknown_product')
  const where = {
    bin: cells.bin('bin') ?? cells.habits.owner,
    station: place(cells, 'station', MAX_PLACE_LENGTH) ?? place(cells, 'stationName', MAX_PLACE_LENGTH),
    stationName: cells.text('stationName', MAX_PLACE_LENGTH),
    stationAddress: cells.text('stationAddress', 300),
    cashDesk: cells.text('cashDesk', 64),
    operationId: cells.number('operationId', 64),
    receipt: /^0+$/.test(cells.raw('receipt')) ? null : cells.number('receipt'),
  }
  refuseForeignUnits(cells, beside)
  refuseUnnamedReturn(cells, beside)
  if (!moment || number === null || product === null || counted === null) return null
  const record = { ...where, ...counted, ...moment, number, masked, product }
  const twin = keyOf(record)
  cells.unique(twin.field, twin.key)
  return record
}

const leftOutAs = {
  top_up: 'top_up',
  refusal: 'refusal',
  cancelled: 'cancelled',
  goods: 'goods',
  balance: 'balance',
} as const satisfies Partial<Record<OperationChoice, LeftOutKind>>

/** Null with a fault where nobody knows what it is. */
function operationIn(cells: CellReader): OperationChoice | null {
  const value = (cells.raw('operation') || (cells.habits.operationAbove ?? '')).slice(0, 60)
  if (value === '') return 'sale'
  const { operations } = cells.habits
  // Words of a file are any words: `constructor` too.
  const known = Object.hasOwn(operations, value) ? operations[value] : undefined
  return known ?? cells.refuse('unknown_operation', 'operation', value)
}

function readMoment(
  cells: CellReader,
  beside: readonly UnnamedCell[],
): Pick<TransactionRecord, 'localDate' | 'localTime' | 'occurredAt'> | null {
  const moment = cells.moment('date')
  if (!moment) return null
  const found = withTime(cells, moment)
  if (!found?.time) return null
  const written = { day: found.day, time: inHalfOfDay(found.time, beside) }
  const { zone } = cells.habits
  const ownZone = zoneBeside(cells, beside)
  const isOfZone = zone !== null && !cells.habits.isMidnight && !hasZone(cells.raw('date'))
  const isOfColumn = ownZone !== null && !cells.habits.isMidnight && !hasZone(cells.raw('date'))
  const named = isOfZone ? fromZone(written, zoneOf(zone) ?? 0) : written
  const local = isOfColumn ? fromZone(written, ownZone) : named
  if (!local.time) return null
  return {
    localDate: local.day,
    localTime: local.time,
    occurredAt: fromAlmatyWallClock(`${local.day}T${local.time}`),
  }
}

function withTime(cells: CellReader, moment: LocalDateTime): LocalDateTime | null {
  const text = cells.raw('time')
  if (/^24:00(?::00)?$/.test(text)) return midnightAfter(moment.day)
  const time = cells.parsed('time', parseTime) ?? hourAndMinute(cells)
  if (time) return { day: moment.day, time }
  if (cells.faults.some(({ field }) => field === 'time' || field === 'hour')) return null
  // 1C writes 0:00:00 behind every day; where the time has a column of its own, that says nothing.
  const isOnlyDay = moment.time === null || (cells.has('time') && moment.time === '00:00:00')
  if (!isOnlyDay) return moment
  if (cells.habits.isMidnight) return { day: moment.day, time: '00:00:00' }
  return cells.refuse('missing_time', 'date')
}

function hourAndMinute(cells: CellReader): string | null {
  if (!cells.has('hour')) return null
  const hour = cells.raw('hour')
  const minute = cells.has('minute') ? cells.raw('minute') : '0'
  if (hour === '') return null
  if (/^\d{1,2}$/.test(hour) && /^\d{1,2}$/.test(minute) && Number(hour) < 24 && Number(minute) < 60) {
    return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}:00`
  }
  return cells.refuse('bad_time', 'hour', `${hour}:${minute}`)
}

function readNumber(cells: CellReader): { number: string | null; masked: TransactionRecord['masked'] } {
  if (cells.habits.cardsByPlate) return readPlate(cells)
  const masked = maskOf(cells.raw('number'))
  if (masked && cells.habits.passesMasked) return { number: cells.raw('number').replace(/\s+/g, ''), masked }
  const number = instrumentNumber(cells, 'number')
  if (number !== null && /^\d{4}$/.test(number)) {
    return { number: cells.refuse('number_partial', 'number', number), masked: null }
  }
  return { number, masked: null }
}

function readPlate(cells: CellReader): { number: string | null; masked: TransactionRecord['masked'] } {
  const text = cells.text('plate', 32)
  if (text === null) {
    if (cells.faults.every(({ field }) => field !== 'plate')) cells.fault('missing_value', 'plate')
    return { number: null, masked: null }
  }
  const plate = text.replace(/\s+/g, '').toUpperCase()
  return { number: plate, masked: { plate } }
}

type Counted = Pick<TransactionRecord, 'volume' | 'price' | 'amount' | 'operation'>

/** The volume and the amount with the sign that we give them: what came back is negative. */
function readCounted(cells: CellReader, said: Operation): Counted | null {
  const volume = cells.volume('volume', 'any')
  const amount = cells.money('sum', 'any')
  const price = cells.has('price') ? cells.money('price', 'not_negative') : priceOf(cells, volume, amount)
  const fee = cells.money('fee', 'not_negative') ?? 0
  if (price === null && cells.has('price') && cells.raw('price') === '') cells.fault('missing_value', 'price')
  if (volume === null || price === null || amount === null) return null
  if (volume === 0) return cells.refuse('not_positive', 'volume')
  if (amount !== 0 && Math.sign(volume) !== Math.sign(amount)) return cells.refuse('signs_differ', 'sum')
  const shown = [
    shownAs(cells.raw('volume'), volume, 3),
    shownAs(cells.raw('price'), price, 2),
    shownAs(cells.raw('sum'), amount, 2),
  ] as const
  if (cells.has('price') && verdictOf(...shown, fee) === 'mismatch') {
    const expected = fileMoney(amountOf(Math.abs(volume), price) + fee, ',')
    return cells.refuse('sum_mismatch', 'sum', undefined, { expected })
  }
  const { operation, sign } = meaningOf(said, volume, cells.habits.salesAreNegative)
  return {
    operation,
    price,
    volume: sign * Math.abs(volume),
    amount: amount === 0 ? 0 : sign * Math.abs(amount),
  }
}

/** A litre's share of the amount, where a person chose so. */
function priceOf(cells: CellReader, volume: number | null, amount: number | null): number | null {
  if (!cells.habits.pricesFromAmounts || !volume || amount === null) return null
  return litrePrice(volume, amount)
}

/** A return is negative however the sender writes it; a correction keeps its sign; a sale against the habit is a return. */
function meaningOf(
  said: Operation,
  volume: number,
  salesAreNegative: boolean,
): { operation: Operation; sign: 1 | -1 } {
  const written = volume < 0 ? -1 : 1
  const sign = salesAreNegative ? (-written as 1 | -1) : written
  if (said === 'return') return { operation: 'return', sign: -1 }
  if (said === 'correction') return { operation: 'correction', sign }
  return sign === 1 ? { operation: 'sale', sign } : { operation: 'return', sign }
}

/** Several coupons or products on one receipt are several; the same twice is once too often. */
function keyOf(record: TransactionRecord): { field: 'operationId' | 'receipt' | 'number'; key: string } {
  const { operationId, receipt, number, product, localDate, localTime, volume, amount } = record
  if (operationId !== null) return { field: 'operationId', key: `${operationId}\n${number}\n${product}` }
  const place = `${record.station?.toLowerCase() ?? ''}\n${record.cashDesk ?? ''}`
  const line = `${number}\n${product}\n${record.operation}`
  if (receipt !== null) return { field: 'receipt', key: `${place}\n${receipt}\n${localDate}\n${line}` }
  return { field: 'number', key: `${place}\n${localDate} ${localTime}\n${line}\n${volume}\n${amount}` }
}
