/** What field 86 of MT940 says of an entry: whose it is, and what for. Banks write it in three ways. */
import { isIban } from '#app/domain/contracts/bank-codes.ts'
import { accountOf } from './documents.ts'

/** A field's lines are cut at this length, within a word or a number. */
const FULL_LINE = 65
const NUMBERED = /^\d{0,3}\?\d{2}/
const MARK = /\?(00|10|2\d|3[0-4]|6[0-3])/g

/** `?20..?29` and `?60..?63`, `/REMI/..`, or all of it. */
export function purposeIn(about: string): string {
  const text = unwrapped(about)
  if (!NUMBERED.test(text)) return oneLine(/\/REMI\/(.*?)(?=\/[A-Z]{4}\/|$)/.exec(text)?.[1] ?? text)
  const parts = numbered(text).filter(({ number }) => /^(?:2|6)/.test(number))
  return oneLine(parts.map((part) => part.text).join('') || text)
}

interface Party {
  name: string
  bin: string
  account: string
}

/**
 * Whoever the bank itself names on the other side: a purpose is the payer's own words, in which anybody may stand.
 * Where two of its fields name somebody, nobody knows which of them is meant.
 */
export function partyIn(about: readonly string[], isIn: boolean, own: string): Party {
  const found = about.map((each) => partyOf(unwrapped(each), isIn, own))
  const named = found.filter(({ name, bin, account }) => name + bin + account !== '')
  const [only = { name: '', bin: '', account: '' }, second] = named
  return second === undefined ? only : { name: '', bin: '', account: '' }
}

function partyOf(text: string, isIn: boolean, own: string): Party {
  if (!NUMBERED.test(text)) {
    const said = tagged(text, isIn)
    const name = said.replace(/^\/?(?:NAME\/)?/, '').split('/')[0] ?? ''
    return { name: oneLine(name), bin: binIn(said), account: accountIn(said, own) }
  }
  const all = numbered(text)
  // Written twice, one of them may be the payer's own words.
  const isTwice = ['?31', '?32', '?33'].some((mark) => text.split(mark).length > 2)
  const of = (...numbers: string[]) =>
    all
      .filter(({ number }) => !isTwice && numbers.includes(number))
      .map((part) => part.text)
      .join('')
  const name = of('32', '33')
  return { name: oneLine(name), bin: binIn(name), account: accountIn(of('31'), own) }
}

/** Numbers go up: one that does not is a question mark of the text before it. */
function numbered(text: string): { number: string; text: string }[] {
  const marks: { number: string; at: number }[] = []
  for (const { 1: number = '', index } of text.matchAll(MARK))
    if (number > (marks.at(-1)?.number ?? '')) marks.push({ number, at: index })
  return marks.map(({ number, at }, index) => ({ number, text: text.slice(at + 3, marks[index + 1]?.at) }))
}

/** The field of whoever paid, or was paid; before the purpose, which is somebody's own words. */
function tagged(text: string, isIn: boolean): string {
  const [before = ''] = text.split('/REMI/')
  const marks = [...before.matchAll(/\/([A-Z]{4})(?=\/)/g)].map(({ 1: name = '', index }) => ({
    name,
    index,
  }))
  const fields = marks.map(({ name, index }, at) => ({
    name,
    text: before.slice(index + 6, marks[at + 1]?.index),
  }))
  // `/ORDP//NAME/..`: the name belongs to the tag before it.
  const sides = fields.flatMap(({ name, text: said }, at) => {
    const next = fields[at + 1]
    const isHead = said.trim() === '' && next?.name === 'NAME'
    return name === 'ORDP' || name === 'BENM' ? [{ name, text: isHead ? next.text : said }] : []
  })
  const names = fields.filter(({ name }) => name === 'NAME')
  const [only, second] = sides.length > 0 ? sides.filter(({ name }) => (name === 'ORDP') === isIn) : names
  return only !== undefined && second === undefined ? only.text : ''
}

function binIn(text: string): string {
  const found = new Set(
    [...text.matchAll(/(?:БИН|ИИН|BIN|IIN)[\s/:]{0,3}(\d{12})(?!\d)/giu)].map(([, bin = '']) => bin),
  )
  const [bin = ''] = found.size === 1 ? found : []
  return bin
}

/** The only IBAN of Kazakhstan in it that is not the statement's own. */
function accountIn(text: string, own: string): string {
  const found = new Set(accountOf(text).match(/KZ\d{2}[0-9A-Z]{16}(?![0-9A-Z])/g))
  found.delete(own)
  const [only = ''] = found.size === 1 ? found : []
  return isIban(only) ? only : ''
}

/** A line that is full was cut there; one that is not ends with a word. */
function unwrapped(text: string): string {
  const [first = '', ...others] = text.split('\n')
  let last = first
  let whole = first
  for (const line of others) {
    const isJoined = last.length >= FULL_LINE || /^\?\d{2}/.test(line)
    whole += isJoined ? line : ` ${line}`
    last = line
  }
  return whole
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
