/** What a column beside the sum of a statement says: on which side of the account it stands. */
import { memoized } from '../memoized.ts'

export type Side = 'debit' | 'credit' | 'in' | 'out'

const names: [Side, RegExp][] = [
  ['debit', /^(?:д|дт|деб|дебет\p{L}{0,4}|d|db|dr|dt|dbit|debit)$/u],
  ['credit', /^(?:к|кт|кр|кред|кредит\p{L}{0,4}|c|cr|kt|crdt|credit)$/u],
  [
    'in',
    /^(?:\+|приход\p{L}{0,3}|поступлен\p{L}{1,3}|зачислен\p{L}{1,3}|входящ\p{L}{2,3}|in|incoming|кіріс)$/u,
  ],
  ['out', /^(?:[-\u2212]|расход\p{L}{0,3}|списан\p{L}{1,3}|исходящ\p{L}{2,3}|out|outgoing|шығыс)$/u],
]

const MIN_LETTERS = 4
/** Behind the side they change nothing: "Входящий платёж", and not "Поступление товаров". */
const neutral =
  /^(?:платеж\p{L}*|операци\p{L}*|денежн\p{L}*|средств\p{L}*|на|с|по|за|период|день|расчетн\p{L}*|счет\p{L}*|оборот\p{L}*|payments?|transfers?|turnover)$/u
/** "Кредитовый перевод" is the name of a transfer, whichever way it goes. */
const transfers = /^(?:платеж|операци|payment|transfer)/u

/** "Кт", "Входящий платёж", and not "К зачислению". Null: it says something else. */
export const sideOf = memoized((text: string): Side | null => {
  const words = text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[.():]/g, ' ')
    .trim()
    .split(/\s+/)
  const [first = '', ...others] = words
  if (others.length > 0 && first.length < MIN_LETTERS) return null
  const side = names.find(([, name]) => name.test(first))?.[0] ?? null
  const isOfAccounts = side === 'debit' || side === 'credit'
  const isNeutral = (word: string) => neutral.test(word) && !(isOfAccounts && transfers.test(word))
  return others.every(isNeutral) ? side : null
})
