/** Marks of no width, which programs and web pages leave between letters: soft hyphens, joiners, the mark of byte order. */
export const noWidth = /[\u00AD\u200B-\u200D\u2060\uFEFF]/

export function withoutNoWidth(text: string): string {
  return noWidth.test(text) ? text.replace(everyNoWidth, '') : text
}

const everyNoWidth = /[\u00AD\u200B-\u200D\u2060\uFEFF]+/g
