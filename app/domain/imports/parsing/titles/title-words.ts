/**
 * A title as a list of stems: `Кол-во литров` and `количество литра`, `CardNumber` and `card_number`, `Cрок` with a
 * Latin C are each the same words to whoever reads them.
 */
import { withoutNoWidth } from '../no-width.ts'

/** Latin letters that look like Cyrillic ones; folded only within a word of both. */
const lookAlikes = new Map(
  Array.from('aceopxyktmhbi', (latin, index) => [latin, 'асеорхукtmнbі'[index] ?? latin]),
)
lookAlikes.set('k', 'к').set('t', 'т').set('m', 'м').set('b', 'в')

const shortened = new Map([
  ['кол', 'количество'],
  ['колво', 'количество'],
  ['док', 'документ'],
  ['тел', 'телефон'],
  ['эл', 'электронный'],
  ['корр', 'корреспондент'],
  ['сост', 'состояние'],
  ['сут', 'сутки'],
  ['мес', 'месяц'],
  ['нед', 'неделя'],
  ['ном', 'номер'],
  ['наим', 'наименование'],
  ['гос', 'государственный'],
  ['госномер', 'государственный номер'],
  ['рег', 'регистрационный'],
  ['топл', 'топливо'],
  ['заправ', 'заправка'],
  ['ст', 'стоимость'],
  ['сум', 'сумма'],
  ['no', '№'],
  ['nr', '№'],
  ['n', '№'],
  ['num', 'number'],
])

/** Longer endings first. Only of words that keep four letters. */
const endings =
  /(?:иями|ями|ами|ием|иям|иях|ого|его|ому|ему|ыми|ими|ость|ости|ией|ия|ие|ий|ии|ию|ов|ев|ей|ой|ый|ое|ая|ые|ую|юю|яя|ее|ом|ем|ам|ям|ах|ях|ых|их|ым|им|а|я|о|е|у|ю|ы|и|ь)$/u

function stem(word: string): string {
  if (!/[а-яё]/u.test(word)) return word.length > 4 ? word.replace(/(?:es|s)$/, '') : word
  if (word.length < 4) return word
  const cut = word.replace(endings, '')
  return cut.length >= 3 ? cut : word
}

function fold(word: string): string {
  if (!/[a-z]/.test(word) || !/[а-яёіә]/u.test(word)) return word
  return Array.from(word, (letter) => lookAlikes.get(letter) ?? letter).join('')
}

/** Small words with one space between, №  kept, ё as е, camelCase and snake_case apart. */
export function wordsOf(text: string): string[] {
  const apart = withoutNoWidth(text)
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll('№', ' № ')
    .replace(/[^\p{L}\p{N}№]+/gu, ' ')
    .trim()
  if (apart === '') return []
  const [first = '', ...rest] = apart.split(' ').map(fold)
  // "Кол-во", "К-во": one word of two.
  const isHowMany = (first === 'кол' || first === 'к') && rest[0] === 'во'
  const words = isHowMany ? ['количество', ...rest.slice(1)] : [first, ...rest]
  return words.flatMap((word) => (shortened.get(word) ?? word).split(' '))
}

export function stemsOf(words: readonly string[]): string[] {
  return words.map(stem)
}
