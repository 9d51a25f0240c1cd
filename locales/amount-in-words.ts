/**
 * Sums in words, as papers of Kazakhstan carry them: tenge in words, tiyn in digits. Pure, for whole tiyn from nothing
 * to below a quadrillion tenge.
 */

const THOUSAND = 1_000n
const TIYN = 100n
const MAX_TENGE = THOUSAND ** 5n

interface Numerals {
  zero: string
  /** Below twenty; `feminine`: as the word that follows wants it. */
  small: (value: number, feminine: boolean) => string
  tens: readonly string[]
  hundreds: readonly string[]
  /** The word of a thousand, a million .. after so many of them. */
  scale: (power: number, count: number) => string
}

const russianSmall = [
  ...['', 'один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять', 'десять'],
  ...['одиннадцать', 'двенадцать', 'тринадцать', 'четырнадцать', 'пятнадцать', 'шестнадцать'],
  ...['семнадцать', 'восемнадцать', 'девятнадцать'],
]
const russianScales: readonly (readonly [one: string, few: string, many: string])[] = [
  ['тысяча', 'тысячи', 'тысяч'],
  ['миллион', 'миллиона', 'миллионов'],
  ['миллиард', 'миллиарда', 'миллиардов'],
  ['триллион', 'триллиона', 'триллионов'],
]

const russian: Numerals = {
  zero: 'ноль',
  small: (value, feminine) =>
    feminine && value === 1 ? 'одна' : feminine && value === 2 ? 'две' : (russianSmall[value] ?? ''),
  tens: [
    ...['', '', 'двадцать', 'тридцать', 'сорок', 'пятьдесят'],
    ...['шестьдесят', 'семьдесят', 'восемьдесят', 'девяносто'],
  ],
  hundreds: [
    ...['', 'сто', 'двести', 'триста', 'четыреста', 'пятьсот'],
    ...['шестьсот', 'семьсот', 'восемьсот', 'девятьсот'],
  ],
  scale: (power, count) => russianScales[power - 1]?.[russianForm(count)] ?? '',
}

const kazakhOnes = ['', 'бір', 'екі', 'үш', 'төрт', 'бес', 'алты', 'жеті', 'сегіз', 'тоғыз']
const kazakhScales = ['мың', 'миллион', 'миллиард', 'триллион']

/** Numerals stand before a noun without declension; a hundred and a thousand say how many they are. */
const kazakh: Numerals = {
  zero: 'нөл',
  small: (value) => (value < 10 ? (kazakhOnes[value] ?? '') : joined(['он', kazakhOnes[value - 10]])),
  tens: ['', 'он', 'жиырма', 'отыз', 'қырық', 'елу', 'алпыс', 'жетпіс', 'сексен', 'тоқсан'],
  hundreds: kazakhOnes.map((one) => one && `${one} жүз`),
  scale: (power) => kazakhScales[power - 1] ?? '',
}

/** 0: one, 1: two to four, 2: the rest; eleven to fourteen belong to the rest. */
function russianForm(count: number): 0 | 1 | 2 {
  const [ten, one] = [Math.floor(count / 10) % 10, count % 10]
  if (ten === 1 || one === 0 || one > 4) return 2
  return one === 1 ? 0 : 1
}

/** `Двадцать одна тысяча тенге 02 тиына`; tenge has one form. @throws RangeError for a sum that it has no words for */
export function amountInRussian(tiyn: number | bigint): string {
  const { tenge, rest } = partsOf(tiyn)
  const coins = ['тиын', 'тиына', 'тиынов'][russianForm(rest)]
  return `${sentence(numeral(tenge, russian))} тенге ${twoDigits(rest)} ${coins}`
}

/** `Жиырма бір мың теңге 02 тиын` @throws RangeError for a sum that it has no words for */
export function amountInKazakh(tiyn: number | bigint): string {
  const { tenge, rest } = partsOf(tiyn)
  return `${sentence(numeral(tenge, kazakh))} теңге ${twoDigits(rest)} тиын`
}

function partsOf(tiyn: number | bigint): { tenge: bigint; rest: number } {
  const all = BigInt(tiyn)
  if (all < 0n || all / TIYN >= MAX_TENGE) throw new RangeError(`No words for ${tiyn} tiyn`)
  return { tenge: all / TIYN, rest: Number(all % TIYN) }
}

function numeral(value: bigint, words: Numerals): string {
  if (value === 0n) return words.zero
  const groups: string[] = []
  for (let power = 0, left = value; left > 0n; power++, left /= THOUSAND) {
    const count = Number(left % THOUSAND)
    if (count === 0) continue
    // Of the scales only the Russian thousand is feminine.
    const said = belowThousand(count, words, power === 1)
    groups.unshift(power === 0 ? said : joined([said, words.scale(power, count)]))
  }
  return joined(groups)
}

function belowThousand(value: number, { small, tens, hundreds }: Numerals, feminine: boolean): string {
  const rest = value % 100
  const low =
    rest < 20 ? small(rest, feminine) : joined([tens[Math.floor(rest / 10)], small(rest % 10, feminine)])
  return joined([hundreds[Math.floor(value / 100)], low])
}

function joined(words: readonly (string | undefined)[]): string {
  return words.filter(Boolean).join(' ')
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
