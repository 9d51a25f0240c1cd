/** Which column of a header holds which field. */
import { type Field, fieldsOf, type RegisterKind, requiredFields } from './kinds.ts'
import { likenesses } from './titles.ts'

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
  const match = assign(pairs)
  // "Net Amount" alone is what was paid; beside a column of the tax it is the amount without it.
  const { sum } = match.mapping
  const isNet = kind === 'transactions' && sum !== undefined && net.test(titles[sum] ?? '')
  if (isNet && titles.some((title) => tax.test(title))) delete match.mapping.sum
  return match
}

const net = /(?:^|[^\p{L}])(?:net|netto|нетто)(?:$|[^\p{L}])/iu
const tax = /(?:^|[^\p{L}])(?:vat|tax|gst|ндс|ққс|mwst|ust)(?:$|[^\p{L}])/iu

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
