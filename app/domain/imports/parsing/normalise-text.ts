/** `АИ-92 (К4)` -> `аи92к4`: letters and digits only, small, ё as е; for looking words up. */
export function squeezed(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** `Гос. номер ` -> `гос номер`: small words with one space between, № kept, ё as е. */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll('№', ' № ')
    .replace(/[^\p{L}\p{N}№]+/gu, ' ')
    .trim()
}
