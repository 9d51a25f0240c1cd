/** Writes the same payments in the dialects that money.md names. */
import iconv from 'iconv-lite'
import { fileMoney } from '#app/domain/kernel/money.ts'
import type { Random } from '#tests/faults/driver/random.ts'

export interface WrittenPayment {
  documentNumber: string
  occurredOn: string
  /** Tiyn; less than nothing: paid out. */
  amount: number
  payerName: string
  payerBin: string
  payerAccount: string
  recipientName: string
  recipientBin: string
  recipientAccount: string
  purpose: string
  paymentCode: string
}

const day = (iso: string) => iso.split('-').reverse().join('.')

/** A statement of one account in a dialect of chance. */
export function statementIn(
  random: Random,
  account: string,
  opening: number,
  payments: readonly WrittenPayment[],
) {
  const chance = () => random.between(0, 1) === 0
  const one = <Value>(values: readonly Value[]): Value =>
    values[random.between(0, values.length - 1)] as Value
  const dialect = {
    isLoud: chance(),
    hasOneAmount: chance(),
    income: one(['СуммаПриход', 'СуммаДоход']),
    number: one(['НомерДокумента', 'Номер']),
    date: one(['ДатаОперации', 'ДатаДокумента', 'Дата', 'ДатаВалютирования']),
    bin: one(['БИН_ИИН', 'БИН', 'ИИН', 'ИНН', 'БИНИИН']),
    account: one(['ИИК', 'Счет', 'РасчСчет']),
    name: one(['Наименование', '1']),
    code: one(['КодНазначенияПлатежа', 'КНП']),
    kind: one(['выписка', 'Платежное поручение', 'ПлатежноеПоручение']),
    purpose: one(['whole', 'numbered', 'lines', 'both']),
    isDoubled: chance(),
    hasBalances: chance(),
    zeros: chance(),
  }
  const key = (name: string) => (dialect.isLoud ? name.toUpperCase() : name)
  const lines: string[] = ['1CClientBankExchange']
  const put = (name: string, value: string) => lines.push(`${key(name)}=${value}`)
  const mark = (name: string) => lines.push(key(name))
  const quoted = (text: string) => (dialect.isDoubled ? text.replaceAll('"', '""') : text)
  const encoding = one(['windows-1251', 'utf-8', 'cp866', 'bom'])
  put('ВерсияФормата', one(['1.01', '1.02', '1.03', '2.0', '2.00']))
  if (chance()) put('Кодировка', one(['Windows', 'windows-1251', 'UTF8', 'DOS']))
  put('РасчСчет', account)
  const sum = (sign: 1 | -1) => payments.reduce((total, { amount }) => total + Math.max(0, sign * amount), 0)
  if (dialect.hasBalances) {
    mark('СекцияРасчСчет')
    put('РасчСчет', account)
    put('НачальныйОстаток', fileMoney(opening))
    put('ВсегоПоступило', fileMoney(sum(1)))
    put('ВсегоСписано', fileMoney(sum(-1)))
    put('КонечныйОстаток', fileMoney(opening + sum(1) - sum(-1)))
    mark('КонецРасчСчет')
  }
  for (const payment of payments) {
    put('СекцияДокумент', dialect.kind)
    put(dialect.number, payment.documentNumber)
    put(dialect.date, day(payment.occurredOn))
    const amount = fileMoney(Math.abs(payment.amount))
    if (dialect.hasOneAmount) put('Сумма', amount)
    else {
      put(payment.amount > 0 ? dialect.income : 'СуммаРасход', amount)
      if (dialect.zeros) put(payment.amount > 0 ? 'СуммаРасход' : dialect.income, '0.00')
    }
    for (const [who, side] of [
      ['Плательщик', 'payer'],
      ['Получатель', 'recipient'],
    ] as const) {
      put(who + dialect.name, quoted(payment[`${side}Name`]))
      put(who + dialect.bin, payment[`${side}Bin`])
      put(who + dialect.account, payment[`${side}Account`])
    }
    put(dialect.code, payment.paymentCode)
    putPurpose(payment.purpose)
    mark('КонецДокумента')
  }
  mark('КонецФайла')
  const text = lines.join(chance() ? '\r\n' : '\n') + (chance() ? '\r\n' : '')
  return { dialect: { ...dialect, encoding }, bytes: bytesOf(text, encoding) }

  function putPurpose(purpose: string) {
    const words = purpose.split(' ')
    const half = Math.ceil(words.length / 2)
    const parts = [words.slice(0, half).join(' '), words.slice(half).join(' ')]
    if (dialect.purpose === 'whole' || dialect.purpose === 'both') put('НазначениеПлатежа', quoted(purpose))
    if (dialect.purpose === 'lines') {
      put('НазначениеПлатежа', quoted(parts[0] ?? ''))
      if (parts[1]) lines.push(quoted(parts[1]))
    }
    if (dialect.purpose === 'numbered' || dialect.purpose === 'both')
      for (const [at, part] of parts.entries()) put(`НазначениеПлатежа${at + 1}`, quoted(part))
  }
}

function bytesOf(text: string, encoding: string): Uint8Array {
  if (encoding === 'bom') return Buffer.from(`\uFEFF${text}`)
  return iconv.encode(text, encoding)
}
