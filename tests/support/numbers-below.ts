import { sql } from 'kysely'

/** A query of the numbers `n` from 0 to `rows` - 1, at most 100,000: rows made by the database are there in no time. */
export function numbersBelow(rows: number) {
  const digit = sql`(select 0 as d union all select 1 union all select 2 union all select 3 union all select 4 union all select 5 union all select 6 union all select 7 union all select 8 union all select 9)`
  return sql`select a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d as n
    from ${digit} a, ${digit} b, ${digit} c, ${digit} e, ${digit} f having n < ${rows}`
}
