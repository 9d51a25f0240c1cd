import { fieldsOf, type RegisterKind } from './parsing/kinds.ts'
import type { Asking } from './questions.ts'

type Result = { ok: true; columns: Record<string, number> } | { ok: false; unknown: string }

/** `volume=Кол-во` or `volume=F`: a column by its title or its letter, over what was found; nothing takes one away. */
export function mappingByHand(
  kind: RegisterKind,
  layout: Pick<NonNullable<Asking['layout']>, 'mapping' | 'columns'> | null,
  pairs: Readonly<Record<string, string>>,
): Result {
  const columns: Record<string, number> = { ...layout?.mapping }
  const fields = new Set<string>(fieldsOf(kind))
  for (const [field, said] of Object.entries(pairs)) {
    if (!fields.has(field)) return { ok: false, unknown: field }
    if (said === '') {
      delete columns[field]
      continue
    }
    const column =
      layout?.columns.find(({ title }) => title.trim() === said) ??
      layout?.columns.find(({ title }) => title.trim().toLowerCase() === said.toLowerCase()) ??
      layout?.columns.find(({ letter }) => letter === said.toUpperCase())
    if (!column) return { ok: false, unknown: said }
    for (const [other, index] of Object.entries(columns)) {
      if (index === column.index && other !== field) delete columns[other]
    }
    columns[field] = column.index
  }
  return { ok: true, columns }
}
