export type Fields = Record<string, string | string[]>

export const MAX_FIELDS = 2_000

/** Lists whose names others rely on (the contract). */
const LISTS = new Set(['ids', 'scopes', 'products', 'weekdays', 'stations', 'holidays'])

/** The fields of which a form may send several: boxes that are ticked. */
function isListField(name: string): boolean {
  return name.endsWith('Ids') || LISTS.has(name)
}

/** Null: more fields than a form has, a name that none has, or one twice that is no list. */
export function fieldsOf(pairs: Iterable<[name: string, value: string]>): Fields | null {
  const fields: Fields = Object.create(null)
  let count = 0
  for (const [name, value] of pairs) {
    if (++count > MAX_FIELDS || !/^[A-Za-z][A-Za-z0-9]*$/.test(name)) return null
    const known = fields[name]
    if (isListField(name)) fields[name] = [...(Array.isArray(known) ? known : []), value]
    else if (known !== undefined) return null
    else fields[name] = value
  }
  return fields
}
