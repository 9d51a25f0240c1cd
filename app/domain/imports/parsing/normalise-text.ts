/** `Гос. номер ` -> `гос номер`: small words with one space between, № kept, ё as е. */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll('№', ' № ')
    .replace(/[^\p{L}\p{N}№]+/gu, ' ')
    .trim()
}
