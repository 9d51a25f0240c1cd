/**
 * Characters that no name and no text holds: controls, marks that turn the direction of the text around them, halves of
 * a code point, and U+FFFD, which stands where bytes were no UTF-8.
 */
const UNREADABLE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029\uFFFD]/u
const EACH_UNREADABLE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029\uFFFD]/gu
const UNREADABLE_IN_LINES = /[^\P{Cc}\t\n\r]|[\p{Cs}\p{Bidi_Control}\uFFFD]/u
/**
 * Nothing that anybody sees: spaces, and characters that fonts leave out. U+2800 is a blank pattern of Braille, which
 * Unicode calls visible.
 */
const INVISIBLE = /^[\p{Z}\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]+$/u
const BROKEN = /[\p{Cs}\uFFFD]/u

/** For a text of one line: a name, an address, a cell of a register. */
export function isUnreadable(text: string): boolean {
  return UNREADABLE.test(text) || INVISIBLE.test(text)
}

/** For a text that may have several lines. */
export function isUnreadableInLines(text: string): boolean {
  return UNREADABLE_IN_LINES.test(text) || INVISIBLE.test(text)
}

/** For a password: whatever a keyboard writes, but no bytes that were lost on the way; two passwords would be one. */
export function isBroken(text: string): boolean {
  return BROKEN.test(text)
}

/** For what nobody typed, such as the name of a file: shown without such characters. */
export function readable(text: string): string {
  return text.replaceAll(EACH_UNREADABLE, ' ').trim()
}
