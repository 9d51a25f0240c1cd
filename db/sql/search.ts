import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { foldedPairs } from './search-text.ts'

/** Rows that a search or a count looks at, at most: what costs the same at a thousand rows and at ten million. */
export const SEARCH_LIMIT = 10_000

/** Each way of finding something (`select id from ..`, without a limit), by an index of its own. */
export type Searches = readonly RawBuilder<unknown>[]

/** Ids that any of the ways finds, each once. */
export function foundBy(searches: Searches): RawBuilder<unknown> {
  return sql.join(limited(searches), sql` union `)
}

/** A condition: the id is one that any of the ways finds. */
export function isFoundBy(id: string, searches: Searches): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(id)} in (select id from (${foundBy(searches)}) found_ids)`
}

/** A condition: one of the ways had more to find than its share, so the list may be incomplete. */
export function hadMore(searches: Searches): RawBuilder<unknown> {
  const full = limited(searches).map(
    (search) => sql`(select count(*) from ${search} looked) >= ${share(searches)}`,
  )
  return sql`(${sql.join(full, sql` or `)})`
}

function limited(searches: Searches): RawBuilder<unknown>[] {
  return searches.map((search) => sql`(${search} limit ${share(searches)})`)
}

function share(searches: Searches): number {
  return Math.floor(SEARCH_LIMIT / searches.length)
}

/** For LIKE: what stands in a search is text, also `%` and `_`. */
export function beginningWith(text: string): string {
  return `${text.replace(/[\\%_]/g, '\\$&')}%`
}

/** A number backwards: its last digits become a beginning, which an index finds. */
export function reversed(text: string): string {
  // By letters only where some take two places: a register turns a hundred thousand numbers round.
  const letters = /[\uD800-\uDFFF]/.test(text) ? [...text] : text.split('')
  return letters.reverse().join('')
}

/** Each of the words begins a word of a text without punctuation, as `name_words`; true for no words. */
export function hasWords(text: RawBuilder<unknown>, words: readonly string[]): RawBuilder<SqlBool> {
  const each = words.map((word) => sql`concat(' ', ${text}) like ${`% ${beginningWith(word)}`}`)
  return each.length > 0 ? sql`(${sql.join(each, sql` and `)})` : sql`true`
}

/** What `name_words` would be, of a column whose table keeps none. */
export function wordsIn(column: string): RawBuilder<string> {
  const folded = foldedPairs.reduce(
    (text, [from, to]) => sql`replace(${text}, ${from}, ${to})`,
    sql`lower(${sql.ref(column)})`,
  )
  return sql`regexp_replace(${folded}, '[^\\\\p{L}\\\\p{N}]+', ' ')`
}

/**
 * Ways to whatever has all the words in its name, in any order and each from its beginning: one way for each column of the
 * name's last words.
 * @param indexes the columns by their indexes
 * @param within a condition that the indexes begin with
 */
export function searchesByName(
  table: string,
  words: readonly string[],
  {
    indexes,
    whole,
    within = sql`true`,
  }: { indexes: Record<string, string>; whole: string; within?: RawBuilder<unknown> },
): RawBuilder<unknown>[] {
  const [first, ...others] = words
  if (first === undefined) return []
  return Object.entries(indexes).map(
    ([index, column]) => sql`
      select id from ${sql.table(table)} force index (${sql.ref(index)})
      where ${within} and ${sql.ref(column)} like ${beginningWith(first)} and ${hasWords(sql.ref(whole), others)}`,
  )
}
