const FIRST = String.raw`(?:<[^()]*>)?\s*\(\s*(?:\w+|\{[^}]*\})\s*:\s*(?:(?:Readonly|Pick|Omit)<\s*)?(?:\w*Context|Db)\b`
const VERB = new RegExp(
  [
    String.raw`export\s+(?:async\s+)?function\*?\s+(\w+)\s*${FIRST}`,
    String.raw`export\s+const\s+(\w+)\s*(?::[^=]+)?=\s*(?:async\s*)?(?:function\*?\s*\w*\s*)?${FIRST}`,
  ].join('|'),
  'g',
)

/** Names of the exported functions of a file of the domain that take a Context or a database first: its verbs and their steps. */
export function verbsIn(source: string): string[] {
  return [...source.matchAll(VERB)].map(([, declared, assigned]) => declared ?? assigned ?? '')
}

/** Of the functions in `sources` (by path), those that no name in `known` answers for, each with its file. */
export function missingVerbs(sources: Record<string, string>, known: ReadonlySet<string>): string[] {
  return Object.entries(sources).flatMap(([path, source]) =>
    verbsIn(source)
      .filter((verb) => !known.has(verb))
      .map((verb) => `${path}: ${verb}`),
  )
}
