/** `Карта № 7825 0607 1462 6325 Иванов И. И.` above the rows of that card. */
import { plainWords } from '../normalise-text.ts'
import type { SheetRow } from '../sheet-row.ts'
import { isDecimal } from './row-texts.ts'

const MAX_CELLS = 4
const MAX_LENGTH = 120
const totalWords =
  /(?:^| )(?:итого|итог|подитог|подытог|промежуточный итог|всего|общий итог|общая сумма|к оплате|обороты?|разом|summe|gesamt|razem|барлығы|жиыны|жиынтығы|қорытынды|total|totals|subtotal|grand total)(?: |$)/u

const instrument =
  /(?:^|[^\p{L}])(?:карта|карты|карте|талон|card|card number|карта нөмірі)[\s:№#]{0,6}(?:no|n)?[\s.:№#]{0,6}/iu
const number = /^[\dxх*•](?:[\s-]?[\dxх*•]){5,24}(?![\p{L}\d])/iu
/** Alone in its row it is no BIN, which has twelve digits. */
const bare = /^\d{14,20}$/

export function isTotalText(words: string): boolean {
  return totalWords.test(words)
}

/** The number in a group's head; null when the row is none, or says more numbers than one. */
export function groupNumberOf({ cells }: SheetRow): string | null {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const text = filled.join(' ')
  if (filled.length === 0 || filled.length > MAX_CELLS || text.length > MAX_LENGTH) return null
  if (filled.length === 1 && bare.test(text)) return text
  // A report of 1C's shows the sums of a group beside its head.
  const [head = '', ...sums] = filled
  if (bare.test(head) && sums.every((sum) => isDecimal(sum))) return head
  const word = instrument.exec(text)
  if (!word || isTotalText(plainWords(text))) return null
  const rest = text.slice(word.index + word[0].length)
  const found = number.exec(rest)?.[0]
  return found === undefined || /\d/.test(rest.slice(found.length)) ? null : found.trim()
}
