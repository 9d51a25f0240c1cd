/** As many as somebody reads through in a select; more are found by a search. */
const MAX_CHOICES = 100

/** What a select offers. */
export interface Choices<Row> {
  rows: Row[]
  /** There are others, which a search finds. */
  hasMore: boolean
}

export interface ChoicesAsked {
  /** What they are searched by; where it finds nothing they are the first of all. */
  find?: string | undefined
  /** Is among them, wherever it stands. */
  chosen?: number | null | undefined
}

/**
 * The rows of a select, in their order. `read` gives at most `limit` of those that a search finds, `one` the row of an id
 * or undefined.
 */
export async function readChoices<Row extends { id: number }>(
  { find, chosen }: ChoicesAsked,
  {
    read,
    one,
  }: {
    read: (find: string | undefined, limit: number) => Promise<Row[]>
    one: (id: number) => Promise<Row | undefined>
  },
): Promise<Choices<Row>> {
  const found = find === undefined ? [] : await read(find, MAX_CHOICES + 1)
  const all = found.length > 0 ? found : await read(undefined, MAX_CHOICES + 1)
  const rows = all.slice(0, MAX_CHOICES)
  const isMissing = typeof chosen === 'number' && !rows.some(({ id }) => id === chosen)
  const own = isMissing ? await one(chosen) : undefined
  return { rows: own ? [own, ...rows] : rows, hasMore: found.length > 0 || all.length > MAX_CHOICES }
}
