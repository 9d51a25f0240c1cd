import { requestCommit, startImport } from '#app/domain/imports/imports.server.ts'
import { workOnImport } from '#app/domain/imports/work.server.ts'
import { addDays, businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { fileMoney } from '#app/domain/kernel/money.ts'
import { matchNewPayments } from '#app/domain/payments/matching.server.ts'
import { demoClients } from './clients.ts'

const ACCOUNT = 'KZ86125KZT5004100100'
const OPENING = 250_000_000

interface Line {
  number: string
  /** Tiyn; less than nothing was paid out. */
  amount: number
  name: string
  bin: string
  purpose: string
}

/**
 * A bank's statement of yesterday: what pays an invoice by its number, what waits for a person with a suggestion, what
 * nobody knows, and what was paid out.
 * @param invoice its printed number and what it costs
 */
export async function demoStatement(
  ctx: Context,
  staff: Context,
  invoice: { number: string; total: number },
): Promise<void> {
  const [first, second] = demoClients
  const day = addDays(businessDay(staff.now), -1)
  const bytes = statementOf(day, [
    {
      ...{ number: '1184', amount: invoice.total, name: first?.name ?? '', bin: first?.bin ?? '' },
      purpose: `Оплата за ГСМ по счету № ${invoice.number}, в т.ч. НДС 16%`,
    },
    {
      ...{ number: '77', amount: 15_000_000, name: second?.name ?? '', bin: second?.bin ?? '' },
      purpose: 'за топливо',
    },
    { number: '5', amount: 4_250_000, name: 'ИП Сапаров А.', bin: '', purpose: 'возврат по письму' },
    { number: '902', amount: -1_830, name: 'АО «Демо Банк»', bin: '', purpose: 'Комиссия банка' },
  ])
  const file = { name: `statement-${day}.txt`, bytes }
  const id = await startImport(staff, { kind: 'payments', encoding: undefined }, file)
  await workOnImport(staff, id)
  await requestCommit(staff, id)
  const { status } = await workOnImport(staff, id)
  if (status !== 'committed') throw new Error(`the demo's statement did not come in: ${status}`)
  await matchNewPayments({ ...ctx, now: staff.now })
}

function statementOf(day: Day, lines: readonly Line[]): Uint8Array {
  const sum = (sign: 1 | -1) => lines.reduce((total, { amount }) => total + Math.max(0, sign * amount), 0)
  const written = day.split('-').reverse().join('.')
  const text = [
    '1CClientBankExchange',
    'ВерсияФормата=1.02',
    'Кодировка=UTF8',
    `РасчСчет=${ACCOUNT}`,
    'СекцияРасчСчет',
    `РасчСчет=${ACCOUNT}`,
    `НачальныйОстаток=${fileMoney(OPENING)}`,
    `ВсегоПоступило=${fileMoney(sum(1))}`,
    `ВсегоСписано=${fileMoney(sum(-1))}`,
    `КонечныйОстаток=${fileMoney(OPENING + sum(1) - sum(-1))}`,
    'КонецРасчСчет',
    ...lines.flatMap((line) => documentOf(written, line)),
    'КонецФайла',
  ]
  return Buffer.from(`${text.join('\r\n')}\r\n`)
}

function documentOf(day: string, { number, amount, name, bin, purpose }: Line): string[] {
  const isOut = amount < 0
  const [them, us] = isOut ? ['Получатель', 'Плательщик'] : ['Плательщик', 'Получатель']
  return [
    'СекцияДокумент=Платежное поручение',
    `НомерДокумента=${number}`,
    `ДатаДокумента=${day}`,
    `${isOut ? 'СуммаРасход' : 'СуммаПриход'}=${fileMoney(Math.abs(amount))}`,
    `${them}Наименование=${name}`,
    `${them}БИН_ИИН=${bin}`,
    `${them}ИИК=KZ55965F000009876543`,
    `${us}ИИК=${ACCOUNT}`,
    `НазначениеПлатежа=${purpose}`,
    'КонецДокумента',
  ]
}
