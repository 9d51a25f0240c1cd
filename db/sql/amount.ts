import { type RawBuilder, sql } from 'kysely'

/** Tiyn of a row's volume at its price, as `amountOf` of the domain computes it: both round half up. */
export function amountOfRow(alias: string): RawBuilder<string> {
  return sql<string>`round(${sql.ref(`${alias}.volume`)} * ${sql.ref(`${alias}.price`)} / 1000)`
}
