const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u
/** U+2068 and U+2069. */
const [FIRST_STRONG_ISOLATE, POP_ISOLATE] = ['\u2068', '\u2069']

/** A name in Arabic or Hebrew letters stays in its place, and the figures and words beside it in theirs. */
export function isolated(value: string): string {
  const isAlready = value.startsWith(FIRST_STRONG_ISOLATE)
  return RIGHT_TO_LEFT.test(value) && !isAlready ? FIRST_STRONG_ISOLATE + value + POP_ISOLATE : value
}

/** `Ахметов Ерлан, 719BMW17`: what is known of a thing, each part in its own direction. */
export function joined(parts: readonly (string | null | undefined)[], separator = ', '): string {
  return parts
    .filter((part) => part !== null && part !== undefined && part !== '')
    .map((part) => isolated(String(part)))
    .join(separator)
}
