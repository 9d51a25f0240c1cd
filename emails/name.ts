/** Names that people outside chose, as letters write them. */

/** U+2068 and U+2069: whatever the direction of a name, the words around it keep theirs. */
const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'
/** U+2060: invisible, and no program that reads mail takes what it divides for an address. */
const WORD_JOINER = '\u2060'

/**
 * A name in an isolate of its own, without controls, and not made clickable: mail programs turn `bank.kz`,
 * `https://bank.kz` and `me@bank.kz` into links wherever they stand, and some read the full stops and signs of Chinese
 * and Japanese as ASCII.
 */
export function nameInLetter(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, ' ').trim()
  const inert = plain.replace(
    /(?<=\S)[.@:．。｡＠：](?=\S)/gu,
    (mark) => `${WORD_JOINER}${mark}${WORD_JOINER}`,
  )
  return FIRST_STRONG_ISOLATE + inert + POP_ISOLATE
}

/** As `nameInLetter`, for a text that may have several lines. */
export function textInLetter(text: string): string {
  return text.split(/\r?\n/).map(nameInLetter).join('\n')
}
