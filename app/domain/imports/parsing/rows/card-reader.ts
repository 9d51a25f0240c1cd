/** A row of a cards' register. Limits and balance count litres or tenge: nobody guesses which. */

import type { Field } from '../kinds.ts'
import type { CardRecord } from '../records.ts'
import { unitInCell } from '../values/decimals.ts'
import type { ProductWords } from '../values/product-words.ts'
import { cardSchemeOf, cardStatusOf } from '../values/status-words.ts'
import type { CellReader } from './cell-reader.server.ts'
import { instrumentNumber } from './instrument-number.ts'
import { saysUnlimited, withPeriod } from './limit-words.ts'
import { lastDay } from './places-and-days.ts'
import { readStatus } from './statuses.ts'
import { unitNamed } from './unit-columns.ts'

type CountUnit = 'ml' | 'tiyn'
type LimitField = 'dailyLimit' | 'weeklyLimit' | 'monthlyLimit'

const limitFields: readonly LimitField[] = ['dailyLimit', 'weeklyLimit', 'monthlyLimit']
const limitsAndTheirTitles: readonly Field[] = [...limitFields, 'limit']

export function readCard(cells: CellReader, { productsOf }: ProductWords): CardRecord | null {
  const number = instrumentNumber(cells, 'number')
  const limits = readLimits(cells)
  const scheme = cells.word('scheme', cardSchemeOf, 'unknown_scheme')
  const balanceUnit = unitOfBalance(cells, scheme)
  const balance = readCount(cells, 'balance', balanceUnit)
  const record = {
    bin: cells.bin('bin') ?? cells.habits.owner,
    products: cells.word('products', productsOf, 'unknown_product'),
    status: readStatus(cells, cardStatusOf),
    holder: cells.text('holder', 200),
    plate: cells.text('plate', 32)?.replace(/\s+/g, '').toUpperCase() ?? null,
    balance,
    balanceUnit: balance === null ? null : balanceUnit,
    scheme,
    validUntil: lastDay(cells, 'validUntil'),
    replacedBy: cells.number('replacedBy'),
  }
  cells.unique('number', number)
  return number === null ? null : { number, ...record, ...limits }
}

type Limits = Pick<CardRecord, LimitField | 'limitUnit'>

/** The period that stands in the limit's own cell, which then says the limit alone. */
function periodBeside(cells: CellReader): string | null {
  const column = cells.mapping.limit
  const said = column === undefined ? null : withPeriod(cells.raw('limit'))
  if (said === null || column === undefined) return null
  const texts = [...cells.current.cells]
  texts[column] = said.limit
  cells.current = { ...cells.current, cells: texts }
  return said.period
}

function readLimits(cells: CellReader): Limits {
  const beside = periodBeside(cells)
  const unit = unitOfLimits(cells)
  const limits: Limits = { dailyLimit: null, weeklyLimit: null, monthlyLimit: null, limitUnit: null }
  for (const field of limitFields) limits[field] = readLimit(cells, field, unit)
  const single = readLimit(cells, 'limit', unit)
  const period = limitFieldOf(beside ?? cells.raw('limitPeriod'))
  if (single !== null && period) limits[period] = single
  else if (single !== null) cells.refuse('missing_value', 'limitPeriod')
  if (limitFields.some((field) => limits[field] !== null)) limits.limitUnit = unit
  return limits
}

function readLimit(cells: CellReader, field: LimitField | 'limit', unit: CountUnit | null): number | null {
  return saysUnlimited(cells.raw(field)) ? null : readCount(cells, field, unit, 'not_negative')
}

/** "10 дней" is no period of ours. */
function limitFieldOf(period: string): LimitField | null {
  if (/\d/.test(period) && !/^1(?!\d)\D*$/.test(period)) return null
  if (/сут|день|(?:^|[^\p{L}])(?:еже)?дн|day|daily|тәул|күн/iu.test(period)) return 'dailyLimit'
  if (/нед|week|апта/iu.test(period)) return 'weeklyLimit'
  return /мес|month|ай/iu.test(period) ? 'monthlyLimit' : null
}

function unitOfLimits(cells: CellReader): CountUnit | null {
  const said = cells.raw('limitUnit')
  const named = unitNamed(said)
  // A unit that is not ours is none of those that the title or a person says.
  if (named || said !== '') return named
  for (const field of limitsAndTheirTitles) {
    const unit = unitInCell(cells.raw(field)) ?? cells.unitOfColumn(field)
    if (unit === 'volume') return 'ml'
    if (unit === 'money') return 'tiyn'
  }
  return cells.habits.units.limits ?? null
}

/** Lists that we wrote before 0.4 name no unit of it, but write litres with three decimals and tenge with two. */
function unitOfBalance(cells: CellReader, scheme: CardRecord['scheme']): CountUnit | null {
  const said = cells.raw('balanceUnit')
  const named = unitNamed(said)
  if (named || said !== '') return named
  const unit = unitInCell(cells.raw('balance')) ?? cells.unitOfColumn('balance')
  if (unit === 'volume') return 'ml'
  if (unit === 'money') return 'tiyn'
  if (scheme === 'wallet_litres') return 'ml'
  if (scheme === 'wallet_money') return 'tiyn'
  if (cells.has('limitUnit') && /,\d{3}$/.test(cells.raw('balance'))) return 'ml'
  if (cells.has('limitUnit') && /,\d{2}$/.test(cells.raw('balance'))) return 'tiyn'
  return cells.habits.units.balance ?? null
}

function readCount(
  cells: CellReader,
  field: Field,
  unit: CountUnit | null,
  sign: 'any' | 'not_negative' = 'any',
): number | null {
  if (unit === 'ml') return cells.volume(field, sign)
  if (unit === 'tiyn') return cells.money(field, sign)
  return cells.raw(field) === '' ? null : cells.refuse('foreign_unit', field, undefined, { unit: '?' })
}
