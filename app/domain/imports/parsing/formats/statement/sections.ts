/** The lines of a file of 1CClientBankExchange as its sections, whatever the bank's spelling of the keys. */

import { UnreadableFile } from '../../faults.ts'
import { limits } from '../../limits.ts'

export const STATEMENT_START = /^[\uFEFF\s]*1CClientBankExchange\s*(?:[\r\n]|$)/i

export type Fields = ReadonlyMap<string, string>

export interface StatementSection {
  /** Of its first line, from 1. */
  line: number
  fields: Fields
  /** The account of the section of an account above it, as it is written; of a document. */
  account: string
}

export interface StatementText {
  head: Fields
  /** Every РасчСчет of the head, as it is written. */
  headAccounts: string[]
  accounts: StatementSection[]
  documents: StatementSection[]
  /** It ends with КонецФайла, and no section stands open. */
  isWhole: boolean
}

const PURPOSE = 'НАЗНАЧЕНИЕПЛАТЕЖА'
const keyShape = /^([\p{Lu}][\p{L}\d_]{2,60})\s{0,3}=(.*)$/u
/** Keys as banks write them; an unknown one of as few letters within a purpose is a word of it. */
const known =
  /^(?:СЕКЦИЯ|КОНЕЦ|НОМЕР|ДАТА|СУММА|ПЛАТЕЛЬЩИК|ПОЛУЧАТЕЛЬ|НАЗНАЧЕНИЕ|КОД|КНП|ВАЛЮТА|РАСЧСЧЕТ|ВИД)/
const MIN_UNKNOWN_LETTERS = 5

/** `ПлательщикБИН_ИИН`, `ПЛАТЕЛЬЩИКБИНИИН` and the same with Latin look-alikes are one key. */
function keyOf(written: string): string {
  const key = written.toUpperCase().replaceAll('Ё', 'Е').replaceAll('_', '').replace(/\s/g, '')
  return /[А-Я]/.test(key) ? key.replace(/[ABCEHKMOPTXY]/g, (letter) => LOOK_ALIKES[letter] ?? letter) : key
}

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  ...{ A: 'А', B: 'В', C: 'С', E: 'Е', H: 'Н', K: 'К', M: 'М' },
  ...{ O: 'О', P: 'Р', T: 'Т', X: 'Х', Y: 'У' },
}

/** @throws UnreadableFile line_too_long */
export function readSections(text: string): StatementText {
  const reader = new SectionReader()
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.length > limits.cellLength) throw new UnreadableFile('line_too_long', { max: limits.cellLength })
    reader.take(index + 1, line)
  }
  return reader.result()
}

type Open = { kind: 'head' | 'account' | 'document'; line: number; fields: Map<string, string> }

class SectionReader {
  readonly #head: Open = { kind: 'head', line: 1, fields: new Map() }
  readonly #headAccounts: string[] = []
  readonly #accounts: StatementSection[] = []
  readonly #documents: StatementSection[] = []
  #open: Open = this.#head
  #account = ''
  #key = ''
  #isBroken = false
  #isEnded = false

  take(line: number, written: string): void {
    const text = written.replace(/^\uFEFF/, '').trim()
    if (text === '' || text === '\u001A' || this.#isEnded) return
    const [, name, value = ''] = keyShape.exec(text) ?? []
    const key = name === undefined ? '' : keyOf(name)
    if (key !== '' && this.#isKey(key)) this.#takeKey(line, key, value.trim())
    else if (!this.#takeMark(line, keyOf(text)) && this.#key.startsWith(PURPOSE)) this.#add(this.#key, text)
  }

  #isKey(key: string): boolean {
    return !this.#key.startsWith(PURPOSE) || known.test(key) || key.length >= MIN_UNKNOWN_LETTERS
  }

  #takeKey(line: number, key: string, value: string): void {
    if (key === 'СЕКЦИЯДОКУМЕНТ') {
      this.#begin('document', line)
      this.#add('ВИДДОКУМЕНТА', value)
      return
    }
    this.#key = key
    if (key === 'РАСЧСЧЕТ' && this.#open.kind === 'head') this.#headAccounts.push(value)
    this.#add(key, value)
  }

  /** A line without a value. */
  #takeMark(line: number, mark: string): boolean {
    if (mark === 'СЕКЦИЯРАСЧСЧЕТ') this.#begin('account', line)
    else if (mark === 'СЕКЦИЯДОКУМЕНТ') this.#begin('document', line)
    else if (mark === 'КОНЕЦРАСЧСЧЕТ') this.#end('account')
    else if (mark === 'КОНЕЦДОКУМЕНТА') this.#end('document')
    else if (mark === 'КОНЕЦФАЙЛА') this.#isEnded = true
    else return false
    this.#key = ''
    return true
  }

  #begin(kind: 'account' | 'document', line: number): void {
    if (this.#open !== this.#head) this.#isBroken = true
    this.#open = { kind, line, fields: new Map() }
    this.#key = ''
  }

  #end(kind: 'account' | 'document'): void {
    if (this.#open.kind !== kind) {
      this.#isBroken = true
      return
    }
    const { line, fields } = this.#open
    if (kind === 'account') this.#account = fields.get('РАСЧСЧЕТ') ?? this.#account
    const section = { line, fields, account: this.#account }
    ;(kind === 'account' ? this.#accounts : this.#documents).push(section)
    this.#open = this.#head
  }

  /**
   * A purpose may go on in the next lines; of any other key what is said first counts. Two amounts are none, because a
   * payer writes the purpose, and a line of it may look like a key.
   */
  #add(key: string, value: string): void {
    const said = this.#open.fields.get(key)
    const text = unquoted(value)
    if (said === undefined || said === '') this.#open.fields.set(key, text)
    else if (key.startsWith(PURPOSE) && text !== '') this.#open.fields.set(key, `${said} ${text}`)
    else if (key.startsWith('СУММА') && text !== said) this.#open.fields.set(key, `${said} / ${text}`)
  }

  result(): StatementText {
    const isWhole = this.#isEnded && !this.#isBroken && this.#open === this.#head
    const [accounts, documents] = [this.#accounts, this.#documents]
    return { head: this.#head.fields, headAccounts: this.#headAccounts, accounts, documents, isWhole }
  }
}

/** `ТОО ""Проба""` is `ТОО "Проба"`, and so is the same in quotes around it. */
function unquoted(value: string): string {
  const isWrapped = /^".*"$/.test(value) && isDoubled(value.slice(1, -1)) && value.includes('""')
  const text = isWrapped ? value.slice(1, -1) : value
  return text.includes('""') && isDoubled(text) ? text.replaceAll('""', '"').trim() : text.trim()
}

function isDoubled(text: string): boolean {
  return !text.replaceAll('""', '').includes('"')
}
