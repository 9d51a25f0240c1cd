/** What a payment's purpose says of our invoices and of whom it is for, however it is written. Pure. */
import { isValidBin } from '#app/domain/companies/bin.ts'
import { type Day, isDay } from '#app/domain/kernel/calendar.ts'

export interface NamedInvoice {
  number: number
  /** Null: the purpose does not say it. */
  issuedOn: Day | null
}

export interface Purpose {
  invoices: NamedInvoice[]
  /** Valid BINs in it, each once. */
  bins: string[]
  /** "за ТОО ..": somebody else's invoice. */
  isForOther: boolean
}

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  ...{ A: 'А', B: 'В', C: 'С', E: 'Е', H: 'Н', K: 'К', M: 'М' },
  ...{ O: 'О', P: 'Р', T: 'Т', X: 'Х', Y: 'У', Ё: 'Е' },
}

/** Capitals in Cyrillic letters. */
function folded(text: string): string {
  return text
    .toUpperCase()
    .replace(/[ABCEHKMOPTXYЁ]/g, (letter) => LOOK_ALIKES[letter] ?? letter)
    .replace(/\s+/g, ' ')
}

// Folded too: INVOICE becomes INVОIСЕ.
const WORD =
  /(?<![\p{L}/])(?:СЧЕТ(?:У|А|АМ|ОВ|ОМ|Е)?|СЧ|ШОТ(?:Ы|ЫНА|ҚА|ТАР|ТАРЫ)?|INVОIСЕ|INV|INVОIСЕS)(?![\p{L}-])(?!\s?[-–]?\s?ФАКТУР)/gu
const BETWEEN =
  /^[\s.:]{0,3}(?:(?:НА|ДЛЯ) (?:ОПЛАТУ|ПРЕДОПЛАТУ|ОПЛАТЫ)|ТӨЛЕМГЕ|БОЙЫНША|НОМЕР|НОМЕРА)?[\s.:]{0,3}/u
const SIGN = /^(?:№№?|#|НОМЕР|NО|N)[\s.:]{0,2}/u
const NUMBER = /^(\d{1,9})(?![\d/%]|[.,]\d|\s?(?:%|ТГ|ТЕНГЕ|KZТ|КЗТ|Л(?![\p{L}])|ЛИТР|₸))/u
const DATE =
  /^\s?(?:Г\.?)?\s?(?:ОТ|FRОМ|ДАТА)?\s?(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)(?:\s?(?:Г|Ж)\.?)?/u
const NEXT = /^\s?(?:[,;]|И(?![\p{L}])|ЖӘНЕ(?![\p{L}]))\s?/u
/** `№ 000123` without a word before it is ours by its zeros. */
const ALONE = /(?:№|#|(?<![\p{L}])NО?)\s?(0\d{5})(?!\d)/gu
const OTHER_PAPER = /(?:ДОГОВОР|КОНТРАКТ|ФАКТУР|НАКЛАДН|АКТ|ЭСФ|ШАРТ|П\/П)\p{L}{0,3}[\s.:]{0,3}$/u
const FOR_OTHER =
  /(?<![\p{L}])ЗА\s+(?:ТОО|ИП|АО|ООО|КХ|ГКП|КГП|РГП|ЖШС|АҚ|ЖК)(?![\p{L}])|(?<![\p{L}])(?:ЖШС|АҚ|ЖК|ТОО|ИП|АО)(?![\p{L}])[^.;]{0,80}ҮШІН/u

/** A purpose of many numbers is a list of a person's, not of ours to guess. */
const MAX_INVOICES = 20

export function readPurpose(text: string): Purpose {
  const line = folded(text)
  const invoices = new Map<string, NamedInvoice>()
  const take = (invoice: NamedInvoice) => {
    const key = `${invoice.number}`
    if (invoice.number > 0 && (!invoices.has(key) || invoice.issuedOn !== null)) invoices.set(key, invoice)
  }
  for (const word of line.matchAll(WORD))
    for (const one of listedAfter(line.slice(word.index + word[0].length))) take(one)
  for (const alone of line.matchAll(ALONE)) {
    if (OTHER_PAPER.test(line.slice(Math.max(0, alone.index - 30), alone.index))) continue
    const rest = line.slice(alone.index + alone[0].length)
    if (!invoices.has(String(Number(alone[1]))))
      take({ number: Number(alone[1]), issuedOn: dateIn(rest)?.day ?? null })
  }
  const bins = [...new Set(text.match(/(?<!\d)\d{12}(?!\d)/g) ?? [])].filter(isValidBin)
  return { invoices: [...invoices.values()].slice(0, MAX_INVOICES), bins, isForOther: FOR_OTHER.test(line) }
}

/** "№ 123 от 05.03.26, 124 и 125 от 06.03.26" */
function listedAfter(text: string): NamedInvoice[] {
  const found: NamedInvoice[] = []
  let rest = text.replace(BETWEEN, '')
  while (found.length < MAX_INVOICES) {
    const bare = rest.replace(SIGN, '')
    const digits = NUMBER.exec(bare)?.[1]
    if (digits === undefined) break
    rest = bare.slice(digits.length)
    const date = dateIn(rest)
    if (date) rest = rest.slice(date.length)
    found.push({ number: Number(digits), issuedOn: date?.day ?? null })
    const next = NEXT.exec(rest)
    if (!next) break
    rest = rest.slice(next[0].length)
  }
  return found
}

function dateIn(text: string): { day: Day; length: number } | null {
  const [whole, day = '', month = '', year = ''] = DATE.exec(text) ?? []
  if (whole === undefined) return null
  const full = year.length === 2 ? `20${year}` : year
  const said = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(said) ? { day: said, length: whole.length } : null
}
