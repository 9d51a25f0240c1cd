/** The encodings that registers come in. Safe in the browser: a form offers them for correction by hand. */

export const encodings = [
  'utf-8',
  'windows-1251',
  'rk1048',
  'cp866',
  'koi8-r',
  'utf-16le',
  'utf-16be',
] as const
export type Encoding = (typeof encodings)[number]

export function isEncoding(value: unknown): value is Encoding {
  return encodings.some((encoding) => encoding === value)
}

export interface EncodingGuess {
  encoding: Encoding
  /** `certain`: a mark or the bytes prove it. `likely`: it reads best by far. `unsure`: ask the person. */
  confidence: 'certain' | 'likely' | 'unsure'
  /** The others that are worth a try, best first. */
  alternatives: Encoding[]
}
