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

/** What a file imports from the domain, by its own names; `*`: a file of it as a whole, where no name can be seen. */
export function importedFromDomain(source: string): string[] {
  const named = [
    ...source.matchAll(/\b(?:im|ex)port\s*(?:type\s*)?\{([^}]*)\}\s*from\s*'[^']*\bdomain\/[^']+'/g),
  ]
  const names = named.flatMap(([, list = '']) => list.split(','))
  const whole = /\*(?:\s*as\s+\w+)?\s*from\s*'[^']*\bdomain\/|\bimport\(\s*'[^']*\bdomain\//.test(source)
  return [
    ...names.map((name) => name.trim().replace(/^type\s+|\s+as\s.*$/g, '')).filter(Boolean),
    ...(whole ? ['*'] : []),
  ]
}

/** Of the names, those that a file outside the domain imports, each with the file. */
export function importedOutside(sources: Record<string, string>, names: ReadonlySet<string>): string[] {
  return Object.entries(sources).flatMap(([path, source]) =>
    importedFromDomain(source)
      .filter((name) => names.has(name))
      .map((name) => `${path}: ${name}`),
  )
}

/** Names that stand more than once. */
export function repeatedIn(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index)
}
