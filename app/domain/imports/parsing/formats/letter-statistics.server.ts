/**
 * How much like Russian or Kazakh text bytes read in a single-byte encoding. A letter's worth is how common it
 * is; what never stands in a register (box drawing, a capital after a small letter, a letter between two
 * digits) costs. Frequencies: Russian National Corpus, rounded; Kazakh's own letters a common one's worth.
 */
import iconv from 'iconv-lite'
import type { Encoding } from '../encodings.ts'

const letterWorth: Record<string, number> = {}
for (const [letters, worth] of [
  ['оеаинтсрвл', 3],
  ['кмдпуяыьгзбчй', 2],
  ['хжшюцщэф', 1],
  ['әғқңөұүһі', 2],
  ['ёъ', 0],
] as const) {
  for (const letter of letters) letterWorth[letter] = worth
}

type Class = 'small' | 'capital' | 'foreign' | 'digit' | 'latin' | 'mark' | 'strange' | 'other'

function classOf(character: string): Class {
  if (/[0-9]/.test(character)) return 'digit'
  if (/[A-Za-z]/.test(character)) return 'latin'
  if (character <= '\u007F') return 'other'
  if (letterWorth[character.toLowerCase()] !== undefined) {
    return character === character.toLowerCase() ? 'small' : 'capital'
  }
  if (/\p{L}/u.test(character)) return 'foreign'
  return /[\u00A0«»№–—“”„’‘…°•₸€§]/.test(character) ? 'mark' : 'strange'
}

/** Beyond the character's own worth: what its neighbour on the left makes of it. */
function pairCost(left: Class, right: Class): number {
  if (right === 'capital' && left === 'small') return 4
  if ((right === 'small' || right === 'foreign') && (left === 'digit' || left === 'latin')) return 4
  if (right === 'digit' && left === 'small') return 4
  if (right === 'latin' && (left === 'small' || left === 'capital')) return 3
  return 0
}

function ownWorth(character: string, kind: Class): number {
  if (kind === 'small' || kind === 'capital') return letterWorth[character.toLowerCase()] ?? 0
  if (kind === 'foreign') return -3
  if (kind === 'strange') return -6
  return kind === 'mark' ? 1 : 0
}

/** How often each byte follows each other, where one of the two is above 0x7F: `counts[left * 256 + right]`. */
export function countPairs(bytes: Uint8Array): Uint32Array {
  const counts = new Uint32Array(65_536)
  let left = 0x0a
  // By index: several times as fast as an iterator over eleven million bytes.
  for (let index = 0; index < bytes.length; index++) {
    const right = bytes[index] ?? 0
    if ((left | right) > 0x7f) {
      const pair = (left << 8) | right
      counts[pair] = (counts[pair] ?? 0) + 1
    }
    left = right
  }
  return counts
}

interface Table {
  characters: string[]
  classes: Class[]
}

const tables = new Map<Encoding, Table>()

function tableOf(encoding: Encoding): Table {
  const known = tables.get(encoding)
  if (known) return known
  const characters = Array.from({ length: 256 }, (_, byte) => iconv.decode(Buffer.from([byte]), encoding))
  const table = { characters, classes: characters.map(classOf) }
  tables.set(encoding, table)
  return table
}

/** The mean worth of the bytes above 0x7F; real text comes to 1.5 or more, a wrong encoding below 0. */
export function readability(counts: Uint32Array, encoding: Encoding): number {
  const { characters, classes } = tableOf(encoding)
  let total = 0
  let seen = 0
  for (const [pair, count] of counts.entries()) {
    const left = pair >> 8
    const right = pair & 0xff
    if (count === 0) continue
    const leftClass = classes[left] ?? 'other'
    const rightClass = classes[right] ?? 'other'
    total -= count * pairCost(leftClass, rightClass)
    if (right < 0x80) continue
    total += count * ownWorth(characters[right] ?? '', rightClass)
    seen += count
  }
  return seen === 0 ? 0 : total / seen
}

/**
 * How many small letters and capitals there are, how often a small letter follows one inside a word, and how often a capital a small
 * one. KOI8-R swaps the two: what another encoding wrote reads as words of small letters alone, or as words that end
 * in capitals.
 */
export function casesIn(
  counts: Uint32Array,
  encoding: Encoding,
): { small: number; capitals: number; down: number; up: number } {
  const { classes } = tableOf(encoding)
  const cases = { small: 0, capitals: 0, down: 0, up: 0 }
  for (const [pair, count] of counts.entries()) {
    if (count === 0) continue
    const [left, right] = [classes[pair >> 8], classes[pair & 0xff]]
    if (right === 'small') cases.small += count
    if (right === 'capital') cases.capitals += count
    if (left === 'capital' && right === 'small') cases.down += count
    if (left === 'small' && right === 'capital') cases.up += count
  }
  return cases
}
