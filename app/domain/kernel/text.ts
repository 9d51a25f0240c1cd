/**
 * Without the characters of `set` at its end. A loop, because `/0+$/` starts again at every one of them: on a long run
 * in the middle of a text that is the square of its length.
 */
export function withoutTrailing(text: string, set: string): string {
  let end = text.length
  while (end > 0 && set.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}
