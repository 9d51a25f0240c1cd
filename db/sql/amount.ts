import { type RawBuilder, sql } from 'kysely'

/** Tiyn of a column of millilitres at one of tiyn a litre, rounded as `amountOf` of the domain does: half a tiyn away from nothing. */
export function amountOf(volume: string, price: string): RawBuilder<string> {
  return sql<string>`round(${sql.ref(volume)} * ${sql.ref(price)} / 1000)`
}
