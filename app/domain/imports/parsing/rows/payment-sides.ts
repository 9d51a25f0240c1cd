/** What a column beside the sum of a statement says: on which side of the account it stands. */
import { memoized } from '../memoized.ts'

export type Side = 'debit' | 'credit' | 'in' | 'out'

const names: [Side, RegExp][] = [
  ['debit', /^(?:д|дт|деб|дебет\p{L}{0,3}|d|db|dr|dt|dbit|debit)$/u],
  ['credit', /^(?:к|кт|кр|кред|кредит\p{L}{0,3}|c|cr|kt|crdt|credit)$/u],
  [
    'in',
    /^(?:\+|приход\p{L}{0,3}|поступлен\p{L}{1,3}|зачислен\p{L}{1,3}|входящ\p{L}{2,3}|in|incoming|кіріс)$/u,
  ],
  ['out', /^(?:[-\u2212]|расход\p{L}{0,3}|списан\p{L}{1,3}|исходящ\p{L}{2,3}|out|outgoing|шығыс)$/u],
]

const FEWEST_LETTERS = 4

/** "Кт", "Входящий платёж", and not "К зачислению". Null: it says something else. */
export const sideOf = memoized((text: string): Side | null => {
  const words = text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[.():]/g, ' ')
    .trim()
    .split(/\s+/)
  const [first = '', second] = words
  if (second !== undefined && first.length < FEWEST_LETTERS) return null
  return names.find(([, name]) => name.test(first))?.[0] ?? null
})
