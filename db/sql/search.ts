import { type RawBuilder, sql } from 'kysely'

/** Rows that a search or a count looks at, at most: what costs the same at a thousand rows and at ten million. */
export const SEARCH_LIMIT = 10_000

/** Each way of finding something (`select id from ..`, without a limit), by an index of its own. */
export type Searches = readonly RawBuilder<unknown>[]

/** Ids that any of the ways finds, each once. */
export function foundBy(searches: Searches): RawBuilder<unknown> {
  return sql.join(limited(searches), sql` union `)
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
  return SEARCH_LIMIT / searches.length
}

/** For LIKE: what stands in a search is text, also `%` and `_`. */
export function beginningWith(text: string): string {
  return `${text.replace(/[\\%_]/g, '\\$&')}%`
}

/** A number backwards: its last digits become a beginning, which an index finds. */
export function reversed(text: string): string {
  return [...text].reverse().join('')
}

/** Numbers and plates as they are stored, however they were typed: `7825 4628-9462` -> `782546289462`, `719 BMW 17`. */
export function packed(text: string): string {
  const bare = text.replace(/[\s-]/g, '')
  return /^\d+$/.test(bare) ? bare : text.replace(/\s/g, '')
}
