import type { Column, Schema, Table } from './schema.ts'

/** From narrow to wide; a type that is in no line here may only become itself. */
const WIDENINGS = [
  ['tinyint', 'smallint', 'mediumint', 'int', 'bigint'],
  ['float', 'double'],
  ['char', 'varchar'],
  ['tinytext', 'text', 'mediumtext', 'longtext'],
  ['tinyblob', 'blob', 'mediumblob', 'longblob'],
]

/** Filled up to its length, so that a longer one holds other bytes. */
const FIXED = ['binary']

/**
 * What a migration loosened on purpose, although the release before it relied on it; docs/upgrade.md says what an
 * operator must not do while both releases run.
 */
export const LOOSENED: readonly string[] = [
  'transactions is no longer unique by occurred_on, receipt, station_code',
  'transaction_totals is no longer unique by company_id, day, product',
]

/**
 * What the release that wrote `before` could no longer do with `after`. While a deployment rolls, its processes read
 * and write the new tables: a migration may add and widen, and nothing else.
 * @returns a sentence for each fault
 */
export function incompatibilities(before: Schema, after: Schema): string[] {
  return Object.entries(before).flatMap(([name, table]) => {
    const now = after[name]
    return now ? tableFaults(name, table, now) : [`${name} is gone`]
  })
}

function tableFaults(name: string, before: Table, after: Table): string[] {
  const columns = Object.entries(before.columns).flatMap(([column, was]) => {
    const now = after.columns[column]
    return now ? columnFaults(`${name}.${column}`, was, now) : [`${name}.${column} is gone`]
  })
  const required = Object.entries(after.columns)
    .filter(([column, { filled }]) => !(column in before.columns) && !filled)
    .map(([column]) => `${name}.${column} is new and has no default: the earlier release cannot insert`)
  const keys = before.unique
    .filter((columns) => !after.unique.includes(columns))
    .map((columns) => `${name} is no longer unique by ${columns}`)
  return [...columns, ...required, ...keys]
}

function columnFaults(name: string, before: Column, after: Column): string[] {
  const faults: string[] = []
  if (!holds(after, before)) faults.push(`${name} became ${after.written}, it was ${before.written}`)
  if (before.nullable && !after.nullable) faults.push(`${name} refuses NULL, it took it`)
  if (before.filled && !after.filled) faults.push(`${name} lost its default`)
  if (before.collation !== after.collation) {
    faults.push(`${name} compares by ${after.collation}, it was ${before.collation}`)
  }
  return faults
}

/** Whether every value of `narrow` fits into `wide` and reads the same. */
function holds(wide: Column, narrow: Column): boolean {
  // Every number of the product is a safe integer, so a bigint holds it with its sign as well.
  if (wide.type === 'bigint' && !wide.unsigned && WIDENINGS[0]?.includes(narrow.type)) return true
  const line = WIDENINGS.find((types) => types.includes(narrow.type)) ?? [narrow.type]
  const isWideType = line.indexOf(wide.type) >= line.indexOf(narrow.type) && line.includes(wide.type)
  const isLong = FIXED.includes(narrow.type)
    ? wide.length === narrow.length
    : (wide.length ?? 0) >= (narrow.length ?? 0)
  return (
    isWideType &&
    isLong &&
    wide.unsigned === narrow.unsigned &&
    (wide.whole ?? 0) >= (narrow.whole ?? 0) &&
    (wide.fraction ?? 0) >= (narrow.fraction ?? 0)
  )
}

/** Tables that have fewer rows than they had. */
export function lostRows(before: Record<string, number>, after: Record<string, number>): string[] {
  return Object.entries(before)
    .filter(([table, rows]) => (after[table] ?? 0) < rows)
    .map(([table, rows]) => `${table} had ${rows} rows and has ${after[table] ?? 0}`)
}
