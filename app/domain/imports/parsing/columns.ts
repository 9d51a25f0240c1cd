/** Which column of a header holds which field. */
import { type Field, fieldsOf, type RegisterKind, requiredFields } from './kinds.ts'
import { plainWords } from './plain-words.ts'
import { foreignWords, titleDictionary, type Unit, unitWords } from './title-dictionary.ts'

/** Field -> index of its column, from 0. What a person corrects and what is remembered. */
export type Mapping = Partial<Record<Field, number>>

export interface ColumnMatch {
  mapping: Mapping
  /** Fields that several columns claim equally; none of these is in the mapping. */
  ambiguous: { field: Field; columns: number[] }[]
}

const LONGEST_TITLE = 80

export interface Title {
  words: string
  /** The words without the unit behind them. */
  base: string
  /** Has letters and is no longer than a title: most cells of a file are not. */
  isWordy: boolean
  /** What `, л` or `, тг` at the end says. */
  unit: Unit | null
}

export function readTitle(text: string): Title {
  const words = plainWords(text.includes('₸') ? `${text} тг` : text)
  const parts = words.split(' ')
  const unit = unitWords.get(parts.at(-1) ?? '') ?? null
  while (parts.length > 1 && unitWords.has(parts.at(-1) ?? '')) parts.pop()
  const isWordy = words.length <= LONGEST_TITLE && /\p{L}/u.test(words)
  return { words, base: parts.join(' '), unit: words.includes(' ') ? unit : null, isWordy }
}

interface Name {
  words: string
  whole: boolean
}

const names = new Map<string, Name[]>()

function namesOf(kind: RegisterKind, field: Field): Name[] {
  const key = `${kind} ${field}`
  const known = names.get(key)
  if (known) return known
  const list = (titleDictionary[kind] as Partial<Record<Field, string>>)[field] ?? ''
  const read = list
    .split(',')
    .map((name) => ({ words: plainWords(name), whole: name.trim().startsWith('=') }))
  names.set(key, read)
  return read
}

/** A unit that contradicts the field: litres are no sum, tenge no volume. */
const wrongUnit: Partial<Record<Field, Unit>> = { sum: 'volume', volume: 'money', remaining: 'money' }

/** 0: not this field. An equal title beats an equal one without its unit, which beats a part of a title. */
function likeness(kind: RegisterKind, field: Field, title: Title): number {
  if (title.unit !== null && wrongUnit[field] === title.unit) return 0
  if (foreignWords.test(title.words)) return 0
  let best = 0
  for (const [position, { words, whole }] of namesOf(kind, field).entries()) {
    if (title.words === words) best = Math.max(best, 3000 - position)
    else if (title.base === words) best = Math.max(best, 2000 - position)
    else if (!whole && ` ${title.words} `.includes(` ${words} `)) best = Math.max(best, 1000 + words.length)
  }
  return best
}

/** Titles may come in any order; those that mean nothing here (№, a manager's name) are left alone. */
export function matchColumns(kind: RegisterKind, titles: readonly string[]): ColumnMatch {
  const read = titles.map(readTitle)
  const pairs: { field: Field; column: number; score: number }[] = []
  for (const field of fieldsOf(kind)) {
    for (const [column, title] of read.entries()) {
      if (!title.isWordy) continue
      const score = likeness(kind, field, title)
      if (score > 0) pairs.push({ field, column, score })
    }
  }
  pairs.sort((a, b) => b.score - a.score || a.column - b.column)
  return assign(pairs)
}

function assign(pairs: { field: Field; column: number; score: number }[]): ColumnMatch {
  const mapping: Mapping = {}
  const taken = new Set<number>()
  const done = new Set<Field>()
  const ambiguous: ColumnMatch['ambiguous'] = []
  for (const { field, column, score } of pairs) {
    if (done.has(field) || taken.has(column)) continue
    const rivals = pairs.filter((p) => p.field === field && p.score === score && !taken.has(p.column))
    done.add(field)
    if (rivals.length > 1) {
      ambiguous.push({ field, columns: rivals.map((rival) => rival.column) })
    } else {
      mapping[field] = column
      taken.add(column)
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
