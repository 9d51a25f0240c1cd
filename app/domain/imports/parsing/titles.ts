/** What a column's title says: which fields it may mean, and which unit it counts in. */
import { type Field, fieldsOf, type RegisterKind, registerKinds } from './kinds.ts'
import { memoized } from './memoized.ts'
import { plainWords } from './normalise-text.ts'
import { foreignWords, titleDictionary, type Unit, unitWords } from './title-dictionary.ts'

const MAX_TITLE = 80

interface Title {
  words: string
  /** The words without the unit behind them. */
  base: string
  /** Has letters and is no longer than a title: most cells of a file are not. */
  isWordy: boolean
  /** What `, л` or `, тг` at the end says. */
  unit: Unit | null
}

function readTitle(text: string): Title {
  const words = plainWords(text.includes('₸') ? `${text} тг` : text)
  const parts = words.split(' ')
  const unit = unitWords.get(parts.at(-1) ?? '') ?? null
  while (parts.length > 1 && unitWords.has(parts.at(-1) ?? '')) parts.pop()
  const isWordy = words.length <= MAX_TITLE && /\p{L}/u.test(words)
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

/** An equal title beats an equal one without its unit, which beats a part of a title. 0: not this field. */
function likeness(kind: RegisterKind, field: Field, title: Title): number {
  if (title.unit !== null && wrongUnit[field] === title.unit) return 0
  let best = 0
  for (const [position, { words, whole }] of namesOf(kind, field).entries()) {
    if (title.words === words) best = Math.max(best, 3000 - position)
    else if (title.base === words) best = Math.max(best, 2000 - position)
    else if (!whole && ` ${title.words} `.includes(` ${words} `)) best = Math.max(best, 1000 + words.length)
  }
  return best
}

export interface Likeness {
  kind: RegisterKind
  field: Field
  score: number
}

/** Every field that a title may mean. Quick for texts seen before: the header is looked for among data rows. */
export const likenesses = memoized((text: string): Likeness[] => {
  const title = readTitle(text)
  if (!title.isWordy || foreignWords.test(title.words)) return []
  return registerKinds.flatMap((kind) =>
    fieldsOf(kind)
      .map((field) => ({ kind, field, score: likeness(kind, field, title) }))
      .filter(({ score }) => score > 0),
  )
})

export function unitOf(text: string): Unit | null {
  return readTitle(text).unit
}
