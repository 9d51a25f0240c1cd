/** What a column's title says: which fields it may mean, and which unit it counts in. */

import { type Field, fieldsOf, type RegisterKind, registerKinds } from '../kinds.ts'
import { memoized } from '../memoized.ts'
import { foreignUnit } from '../values/decimals.ts'
import { foreignWords, titleDictionary, type Unit, unitWords } from './title-dictionary.ts'
import { isStillNamed } from './title-rest.ts'
import { stemsOf, wordsOf } from './title-words.ts'

const MAX_TITLE = 80
const MAX_UNIT = 20

interface Title {
  stems: string[]
  /** The words without the unit behind them. */
  base: string[]
  /** Has letters and is no longer than a title: most cells of a file are not. */
  isWordy: boolean
  /** What `, л` or `, тг` at the end says. */
  unit: Unit | null
}

function readTitle(text: string): Title {
  const words = wordsOf(text.replaceAll('₸', ' тг '))
  const base = [...words]
  let unit: Unit | null = null
  while (base.length > 1 && unitWords.has(base.at(-1) ?? '')) {
    unit ??= unitWords.get(base.at(-1) ?? '') ?? null
    base.pop()
  }
  // "Лимит, тг/л": money first; "в литрах": the preposition goes with it.
  if (base.length > 1 && base.length < words.length && base.at(-1) === 'в') base.pop()
  const isWordy = text.length <= MAX_TITLE && words.some((word) => /\p{L}/u.test(word))
  return { stems: stemsOf(words), base: stemsOf(base), unit, isWordy }
}

interface Name {
  stems: string[]
  text: string
  sorted: string
  whole: boolean
}

const number = /^(?:номер|number|нөмір\p{L}{0,2})$/u

/** "Card number" and "Card No." are the same. */
function numbered(stems: readonly string[]): readonly string[] {
  return stems.map((stem) => (number.test(stem) ? '№' : stem))
}

const names = new Map<string, Name[]>()

function namesOf(kind: RegisterKind, field: Field): Name[] {
  const key = `${kind} ${field}`
  const known = names.get(key)
  if (known) return known
  const list = (titleDictionary[kind] as Partial<Record<Field, string>>)[field] ?? ''
  const read = list.split(',').map((name) => {
    const stems = stemsOf(wordsOf(name))
    return {
      stems,
      text: numbered(stems).join(' '),
      sorted: numbered(stems).toSorted().join(' '),
      whole: name.trim().startsWith('='),
    }
  })
  names.set(key, read)
  return read
}

/** A unit that contradicts the field: litres are no sum, tenge no volume, and nothing that is counted is a product. */
const wrongUnits: Partial<Record<Field, readonly Unit[]>> = {
  sum: ['volume'],
  volume: ['money'],
  product: ['volume', 'money'],
  operation: ['volume', 'money'],
}

/** An equal title beats an equal one without its unit, then the same words in another order, then a part. 0: not this. */
function likeness(kind: RegisterKind, field: Field, title: Title): number {
  if (title.unit !== null && wrongUnits[field]?.includes(title.unit)) return 0
  const whole = numbered(title.stems).join(' ')
  const base = numbered(title.base).join(' ')
  const sorted = numbered(title.base).toSorted().join(' ')
  // "Количество, л" beside "Количество": the one that says of what.
  const isInLitres = field === 'volume' && title.unit === 'volume'
  let best = 0
  for (const [position, name] of namesOf(kind, field).entries()) {
    if (whole === name.text) best = Math.max(best, 3000 - position)
    else if (base === name.text) best = Math.max(best, (isInLitres ? 3500 : 2000) - position)
    else if (name.stems.length > 1 && sorted === name.sorted) best = Math.max(best, 1900 - position)
    else if (!name.whole && isStillNamed(field, title.stems, name.stems))
      best = Math.max(best, 1000 + name.text.length)
  }
  return field === 'volume' ? Math.max(best, litresOfProduct(kind, title)) : best
}

/** "Топливо, л", or "Литры" below "Топливо": how much of it. */
function litresOfProduct(kind: RegisterKind, { unit, base }: Title): number {
  const text = base.join(' ')
  return unit === 'volume' && namesOf(kind, 'product').some((name) => name.text === text) ? 1800 : 0
}

export interface Likeness {
  kind: RegisterKind
  field: Field
  score: number
}

/** A share of the amount, or the amount without something, is not the amount that was paid. */
function isPartOfAmount(title: Title): boolean {
  const words = title.stems
  const at = words.findIndex((word) => word === 'ндс' || word === 'vat' || word === 'ққс')
  if (at === 0) return true
  if (at > 0) {
    const before = words[at - 1] ?? ''
    if (!/^(?:с|со|вкл\p{L}*|incl\p{L}*|with|бірге)$/u.test(before)) return true
  }
  return false
}

/** "Скидка", "Сумма скидки", "DSum": what was taken off. "Цена (скидка)", "Цена со скидкой": what was paid. */
function isDiscount(title: Title): boolean {
  const at = title.stems.findIndex((word) => /^(?:скидк|discount|жеңілдік)/.test(word))
  if (at < 0) return false
  const first = title.stems[0] ?? ''
  const before = title.stems[at - 1] ?? ''
  // "Сумма с учётом скидки" was paid, "Сумма без учёта скидки" was not.
  const joining = before === 'учет' ? (title.stems[at - 2] ?? '') : before
  const isPaid = /^(?:цен|стоим|price|amount)$/.test(first) || /^(?:с|со|with)$/.test(joining)
  return !isPaid
}

const amounts: ReadonlySet<Field> = new Set<Field>(['sum', 'price'])
/** "Цена со скидкой" beside "Цена": the price that was paid is the one that is taken. */
const PAID_BONUS = 4000

function scoreOf(kind: RegisterKind, field: Field, title: Title): number {
  const score = likeness(kind, field, title)
  if (score === 0 || !amounts.has(field)) return score
  if (isPartOfAmount(title) || isDiscount(title)) return 0
  const text = title.stems.join(' ')
  if (/всего с ндс|к оплат/.test(text)) return score + 2 * PAID_BONUS
  return /(?:^| )(?:скидк|discount)/.test(text) ? score + PAID_BONUS : score
}

/** `likenesses` gives whole titles more than this. */
export const WHOLE_TITLE = 1500

/** Every field that a title may mean. Quick for texts seen before: the header is looked for among data rows. */
export const likenesses = memoized((text: string): Likeness[] => {
  const title = readTitle(text)
  if (!title.isWordy || foreignWords.test(wordsOf(text).join(' '))) return []
  return registerKinds.flatMap((kind) =>
    fieldsOf(kind)
      .map((field) => ({ kind, field, score: scoreOf(kind, field, title) }))
      .filter(({ score }) => score > 0),
  )
})

export function unitOf(text: string): Unit | null {
  return readTitle(text).unit
}

/** A unit or currency in a title that is not ours: `gallons`, `руб.`; null when there is none. */
export function foreignUnitOf(text: string): string | null {
  return (
    wordsOf(
      text
        .replace(/[$€£₽]/g, ' $& ')
        .replaceAll('$', ' usd ')
        .replaceAll('€', ' eur ')
        .replaceAll('£', ' gbp ')
        .replaceAll('₽', ' руб '),
    ).find((word) => word.length > 1 && foreignUnit.test(word)) ?? null
  )
}

/** "тыс. л", "тг/л": nothing but units. */
export function isUnitText(text: string): boolean {
  const words =
    text.length > MAX_UNIT ? [] : wordsOf(text.replaceAll('₸', ' тг ').replace(/[$€£₽]/g, ' руб '))
  return words.length > 0 && words.every((word) => unitWords.has(word) || foreignUnit.test(word))
}

/** "Количество", "Units": how many, but not of what. */
export function isBareQuantity(text: string): boolean {
  const { base, unit } = readTitle(text)
  return unit === null && base.every((word) => bareQuantity.has(word))
}

const bareQuantity = new Set(
  stemsOf(['units', 'unit', 'value', 'qty', 'quantity', 'product', 'menge', 'value']),
)
