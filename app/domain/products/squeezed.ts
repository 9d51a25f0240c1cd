/** `АИ-92 (К4)` -> `аи92к4`: letters and digits only, small, ё as е; for looking words up. */
export function squeezed(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
