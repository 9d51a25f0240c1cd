/** Which encoding a text file is in, and its text piece by piece. */
import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { Encoding, EncodingGuess } from './encodings.ts'
import { casesIn, countPairs, readability } from './formats/letter-statistics.server.ts'

const DECODED_AT_ONCE = 64 * 1024
const DRAWN_LINE = 30
const JUDGED_FOR_DAMAGE = 1024 * 1024
/** In single-byte text of Kazakhstan: windows-1251 first where all letters are the same in both. */
const singleByte = ['windows-1251', 'rk1048', 'cp866', 'koi8-r'] as const satisfies Encoding[]

const marks: [Encoding, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** Never throws, whatever the bytes. */
export function detectEncoding(bytes: Uint8Array): EncodingGuess {
  const marked = marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))
  // A mark that a program put before text of another encoding is believed no further than the text bears it out.
  const isFalse = marked?.[0] === 'utf-8' && !isUtf8(bytes) && !isCutUtf8(bytes) && !isDamagedUtf8(bytes)
  if (isFalse) return bestSingleByte(bytes.subarray(3))
  if (marked) return { encoding: marked[0], confidence: 'certain', alternatives: [] }
  const wide = utf16WithoutMark(bytes)
  if (wide) return { encoding: wide, confidence: 'likely', alternatives: ['utf-8', 'windows-1251'] }
  const whole = isUtf8(bytes) || isCutUtf8(bytes)
  if (whole || isDamagedUtf8(bytes)) {
    const confidence = whole ? 'certain' : 'unsure'
    return { encoding: 'utf-8', confidence, alternatives: ['windows-1251', 'rk1048', 'cp866'] }
  }
  return bestSingleByte(bytes)
}

function bestSingleByte(bytes: Uint8Array): EncodingGuess {
  const counts = countPairs(bytes)
  if (hasDrawnLines(counts))
    return { encoding: 'cp866', confidence: 'likely', alternatives: ['windows-1251', 'rk1048'] }
  const scores = singleByte.map((encoding) => ({ encoding, score: readability(counts, encoding) }))
  scores.sort((a, b) => b.score - a.score)
  const isTurned = scores[0]?.encoding === 'koi8-r' && !hasWordsOf(counts, 'koi8-r')
  // Last, where a person may still choose it.
  if (isTurned) scores.push(...scores.splice(0, 1))
  const [best, ...others] = scores as [(typeof scores)[0], ...typeof scores]
  // The two variants of windows-1251 read alike where a file has none of the letters in which they differ.
  const rival = others.find(({ score }) => score !== best.score)
  const ahead = best.score - (rival?.score ?? Number.NEGATIVE_INFINITY)
  // Small letters alone may be the capitals of KOI8-R.
  const { small, capitals } = casesIn(counts, best.encoding)
  const isOfEither = isTurned || (best.encoding !== 'cp866' && small > 0 && capitals === 0)
  const confidence = best.score > 0.5 && ahead > 0.02 && !isOfEither ? 'likely' : 'unsure'
  return { encoding: best.encoding, confidence, alternatives: [...others.map((o) => o.encoding), 'utf-8'] }
}

/**
 * Whether words begin with capitals and go on in small letters. The capitals of windows-1251 are the small letters
 * of KOI8-R, so that a short file of names in capitals may well hold commoner letters when it is read wrongly.
 */
function hasWordsOf(counts: Uint32Array, encoding: Encoding): boolean {
  const { down, up } = casesIn(counts, encoding)
  return down > up * 20
}

/** Lines across a page of a DOS program: no text has so many of one letter in a row. */
function hasDrawnLines(counts: Uint32Array): boolean {
  return [0xc4, 0xcd].some((line) => (counts[(line << 8) | line] ?? 0) >= DRAWN_LINE)
}

/** A file that was cut inside a letter of several bytes is UTF-8 all the same. */
function isCutUtf8(bytes: Uint8Array): boolean {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    const before = bytes.subarray(0, bytes.length - back)
    if (byte >= 0xc0) return isUtf8(before) && !isAscii(before)
    if (byte < 0x80) return false
  }
  return false
}

/** A byte or two of another encoding, pasted into a file of many letters, do not change what the file is. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = iconv.decode(Buffer.from(bytes.subarray(0, JUDGED_FOR_DAMAGE)), 'utf-8')
  const letters = text.match(/[\u0400-\u04FF]/g)?.length ?? 0
  const broken = text.match(/\uFFFD/g)?.length ?? 0
  return letters > broken * 50
}

/** Every other byte of UTF-16 text in Latin and Cyrillic letters is 0, 4 or a punctuation's 0x20, 0x21. */
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, DECODED_AT_ONCE) & ~1
  if (length < 4) return null
  const high = [0, 0]
  let zeros = 0
  for (let index = 0; index < length; index++) {
    const byte = bytes[index]
    if (byte === 0) zeros++
    if (byte === 0 || byte === 4 || byte === 0x20 || byte === 0x21)
      high[index & 1] = (high[index & 1] ?? 0) + 1
  }
  const letters = length / 2
  if (zeros < letters / 8) return null
  if ((high[1] ?? 0) > letters * 0.95 && (high[0] ?? 0) < letters / 2) return 'utf-16le'
  if ((high[0] ?? 0) > letters * 0.95 && (high[1] ?? 0) < letters / 2) return 'utf-16be'
  return null
}

/** The text without its byte-order mark, in pieces of at most 64 K characters. */
export function* decodeText(
  bytes: Uint8Array,
  encoding: Encoding,
  onBytes?: (done: number) => void,
): Generator<string> {
  const decoder = iconv.getDecoder(encoding)
  const isSingle = singleByte.some((each) => each === encoding)
  const isMarked = marks[0]?.[1].every((byte, index) => bytes[index] === byte)
  for (let start = isSingle && isMarked ? 3 : 0; start < bytes.length; start += DECODED_AT_ONCE) {
    const piece = bytes.subarray(start, start + DECODED_AT_ONCE)
    const text = decoder.write(Buffer.from(piece.buffer, piece.byteOffset, piece.length))
    if (text !== '') yield text
    onBytes?.(Math.min(bytes.length, start + DECODED_AT_ONCE))
  }
  const rest = decoder.end()
  if (rest) yield rest
}
