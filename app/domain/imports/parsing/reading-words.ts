/** The keys of the words for what a reading says: left-out rows, decisions and their choices. Safe in the browser. */
import type { LeftOutKind } from './records.ts'
import type { DecisionKind } from './register.ts'

export function leftOutWords(kind: LeftOutKind): `imports:leftOut.${LeftOutKind}` {
  return `imports:leftOut.${kind}`
}

/** Takes the decision's `params`. */
export function decisionWords(about: DecisionKind): `imports:decisions.${DecisionKind}` {
  return `imports:decisions.${about}`
}

/** Null: the choice is the file's own text (a BIN, a row's number), shown as it is. */
export function choiceWords(choice: string): string | null {
  return namedChoices.some((named) => named === choice) ? `imports:choices.${choice}` : null
}

/** @internal a test finds the text of each */
export const namedChoices = [
  'dmy',
  'mdy',
  'ymd',
  'comma',
  'point',
  'l',
  'kzt',
  'other',
  'sale',
  'return',
  'correction',
  'top_up',
  'refusal',
  'cancelled',
  'goods',
  'balance',
  'midnight',
  'from_amount',
  'by_plate',
  'from_heads',
  'utc',
  'msk',
  'almaty',
  'bank',
  'books',
  'signed',
  'in',
  'out',
] as const
