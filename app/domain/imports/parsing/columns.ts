/** Which column of a header holds which field. */

import { type Field, fieldsOf, type RegisterKind, requiredFields } from './kinds.ts'
import { wordsOf } from './titles/title-words.ts'
import { foreignUnitOf, likenesses, unitOf, WHOLE_TITLE } from './titles/titles.ts'
import { zoneInTitle } from './values/dates.ts'

/** Field -> index of its column, from 0. What a person corrects and what is remembered. */
export type Mapping = Partial<Record<Field, number>>

export interface ColumnMatch {
  mapping: Mapping
  /** Fields that several columns claim equally; none of these is in the mapping. */
  ambiguous: { field: Field; columns: number[] }[]
}

/** Titles may come in any order; those that mean nothing here (№, a manager's name) are left alone. */
export function matchColumns(kind: RegisterKind, titles: readonly string[]): ColumnMatch {
  const pairs = titles.flatMap((title, column) =>
    likenesses(title)
      .filter((like) => like.kind === kind)
      .map(({ field, score }) => ({ field, column, score })),
  )
  pairs.sort((a, b) => b.score - a.score || a.column - b.column)
  // "Net Amount" alone is what was paid; beside a column of the tax it is the amount without it.
  const isTaxed = kind === 'transactions' && titles.some((title) => tax.test(wordsOf(title).join(' ')))
  const isNet = ({ field, column }: Pair) =>
    field === 'sum' && net.test(wordsOf(titles[column] ?? '').join(' '))
  if (kind === 'payments') return matchPayments(pairs, titles)
  const match = assign(isTaxed ? pairs.filter((pair) => !isNet(pair)) : pairs, titles, onlyOnce)
  return kind === 'transactions' ? withDocumentDay(match, titles) : match
}

const ofDay = /(?:^|[^\p{L}])(?:дата|date|күні)(?:$|[^\p{L}])/iu
const ofDocument = /^(?:дата документ(?:а)?|document date|doc date|құжат күні)$/u

/** "Дата документа" may be of anything; the only day beside a time of day is that of the refuelling. */
function withDocumentDay(match: ColumnMatch, titles: readonly string[]): ColumnMatch {
  const { mapping, ambiguous } = match
  if (mapping.date !== undefined || mapping.time === undefined) return match
  if (ambiguous.some(({ field }) => field === 'date')) return match
  const days = titles.flatMap((title, column) => (ofDay.test(wordsOf(title).join(' ')) ? [column] : []))
  const [only] = days.length === 1 ? days : []
  const isNamed = only !== undefined && ofDocument.test(wordsOf(titles[only] ?? '').join(' '))
  return isNamed ? { mapping: { ...mapping, date: only }, ambiguous } : match
}

const ofBooking =
  /(?:^|[^\p{L}])(?:операци\p{L}|проводк\p{L}|зачислен\p{L}{2}|поступлен\p{L}{2}|платежа|booking|posting|operation|transaction|payment)(?:$|[^\p{L}])/iu
const shortened = /^\p{L}{2}$/u
const ofBooks = /^(?:кт|дт|кредит|дебет|kt|dt|credit|debit)$/u

/**
 * Of several days the one of the booking counts; two that are of it, or a day of the paper and one of the value without it,
 * are asked for. "Кт" beside "Сумма" is an account of the books (1210), and so is a lone "Кредит".
 */
function matchPayments(pairs: Pair[], titles: readonly string[]): ColumnMatch {
  const words = ({ column }: Pair) => wordsOf(titles[column] ?? '').join(' ')
  const booked = new Set(
    pairs.filter((pair) => pair.field === 'date' && ofBooking.test(words(pair))).map(({ column }) => column),
  )
  const hasSum = pairs.some(({ field, score }) => field === 'sum' && score >= WHOLE_TITLE)
  const accounts = pairs.filter(
    (pair) => (pair.field === 'credit' || pair.field === 'debit') && ofBooks.test(words(pair)),
  )
  const isPair = new Set(accounts.map(({ field }) => field)).size === 2
  const isOfBooks = (pair: Pair) =>
    hasSum && accounts.includes(pair) && (!isPair || shortened.test(words(pair)))
  const isOtherDay = ({ field, column }: Pair) => field === 'date' && booked.size > 0 && !booked.has(column)
  const left = pairs.filter((pair) => !isOtherDay(pair) && !isOfBooks(pair))
  return assign(left, titles, onlyOnceOfPayments)
}

const net = /(?:^|[^\p{L}])(?:net|netto|нетто)(?:$|[^\p{L}])/iu
const tax = /(?:^|[^\p{L}])(?:vat|tax|gst|ндс|ққс|mwst|ust)(?:$|[^\p{L}])/iu

/** Of two columns that each bear a name of these, nobody can tell which one counts. */
const onlyOnce: ReadonlySet<Field> = new Set<Field>(['date', 'volume', 'sum', 'price'])
const onlyOnceOfPayments: ReadonlySet<Field> = new Set<Field>(['date', 'sum'])

interface Pair {
  field: Field
  column: number
  score: number
}

/** The columns that claim the field as well as the best one does, which is among them. */
function rivalsOf(best: Pair, pairs: readonly Pair[], once: ReadonlySet<Field>): Pair[] {
  const rank = once.has(best.field) && best.score >= WHOLE_TITLE ? rankOf : ({ score }: Pair) => score
  return pairs.filter(
    (pair) =>
      pair.field === best.field &&
      rank(pair) === rank(best) &&
      // A column that is clearly another field's is no rival.
      (pair.column === best.column || pairs.every((p) => p.column !== pair.column || p.score <= pair.score)),
  )
}

/** A title with its unit beats one without; a part of a title is no rival of a whole one. */
function rankOf({ score }: Pair): number {
  return Math.ceil(score / 1000)
}

/** "Сумма, тг" beside "Сумма, USD", "Дата (местное время)" beside "Дата (МСК)": of one thing, ours is the one that counts. */
function oursOf(rivals: readonly Pair[], titles: readonly string[]): readonly Pair[] {
  const title = ({ column }: Pair) => titles[column] ?? ''
  const isOurs = (pair: Pair) =>
    pair.field === 'date' ? ourTime.test(title(pair)) : unitOf(title(pair)) !== null && !isForeign(pair)
  const isForeign = (pair: Pair) =>
    pair.field === 'date' ? zoneInTitle(title(pair)) !== null : foreignUnitOf(title(pair)) !== null
  const ours = rivals.filter(isOurs)
  return ours.length === 1 && rivals.every((rival) => ours.includes(rival) || isForeign(rival))
    ? ours
    : rivals
}

const ourTime = /(?:^|[^\p{L}])(?:местн|локальн|алмат|астан|казахстан|local|almaty|astana)/iu

function assign(pairs: Pair[], titles: readonly string[], once: ReadonlySet<Field>): ColumnMatch {
  const mapping: Mapping = {}
  const taken = new Set<number>()
  const done = new Set<Field>()
  const ambiguous: ColumnMatch['ambiguous'] = []
  for (const { field, column, score } of pairs) {
    if (done.has(field) || taken.has(column)) continue
    const rivals = rivalsOf({ field, column, score }, pairs, once).filter((p) => !taken.has(p.column))
    const [only = column, second] = oursOf(rivals, titles).map((rival) => rival.column)
    done.add(field)
    if (second !== undefined) {
      ambiguous.push({ field, columns: rivals.map((rival) => rival.column) })
    } else {
      mapping[field] = only
      taken.add(only)
    }
  }
  return { mapping, ambiguous }
}

/** A mapping from a form or a memory: unknown fields and columns that the file has not are dropped. */
export function checkedMapping(
  kind: RegisterKind,
  given: Readonly<Record<string, unknown>>,
  width: number,
): Mapping {
  const mapping: Mapping = {}
  for (const field of fieldsOf(kind)) {
    const column = Object.hasOwn(given, field) ? given[field] : undefined
    if (Number.isInteger(column) && Number(column) >= 0 && Number(column) < width)
      mapping[field] = Number(column)
  }
  return mapping
}

export function missingFields(kind: RegisterKind, mapping: Mapping): Field[] {
  return requiredFields(kind).filter((field) => mapping[field] === undefined)
}
