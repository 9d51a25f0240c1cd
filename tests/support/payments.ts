import type { CompanyId } from '#app/domain/kernel/context.ts'
import { fileMoney } from '#app/domain/kernel/money.ts'
import { invoiceOrder } from '#app/domain/orders/order-steps.server.ts'
import { SaveOrder } from '#app/domain/orders/orders.input.server.ts'
import { createOrder, findOrder, sendOrder } from '#app/domain/orders/orders.server.ts'
import type { Person } from './fixtures.ts'

/** As the contracts of tests have it. */
const OUR_ACCOUNT = 'KZ86125KZT5004100100'

export interface BankLine {
  number: string
  day: string
  /** Tiyn. */
  amount: number
  payer?: string
  payerBin?: string
  purpose?: string
  payerAccount?: string
}

/** A statement of 1CClientBankExchange in UTF-8, its balances right. */
export function statement(lines: readonly BankLine[], account = OUR_ACCOUNT): Uint8Array {
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  const documents = lines.flatMap(
    ({ number, day, amount, payer = 'Плательщик', payerBin = '', purpose = '', ...line }) => [
      'СекцияДокумент=Платежное поручение',
      `НомерДокумента=${number}`,
      `ДатаОперации=${day.split('-').reverse().join('.')}`,
      `СуммаПриход=${fileMoney(amount)}`,
      `ПлательщикНаименование=${payer}`,
      `ПлательщикБИН_ИИН=${payerBin}`,
      `ПлательщикИИК=${line.payerAccount ?? 'KZ55965F000009876543'}`,
      `ПолучательИИК=${account}`,
      `НазначениеПлатежа=${purpose}`,
      'КонецДокумента',
    ],
  )
  const text = [
    '1CClientBankExchange',
    `РасчСчет=${account}`,
    'СекцияРасчСчет',
    `РасчСчет=${account}`,
    'НачальныйОстаток=0.00',
    `ВсегоПоступило=${fileMoney(total)}`,
    'ВсегоСписано=0.00',
    `КонечныйОстаток=${fileMoney(total)}`,
    'КонецРасчСчет',
    ...documents,
    'КонецФайла',
  ]
  return Buffer.from(`${text.join('\r\n')}\r\n`)
}

/** An order of diesel that waits for money. @returns its id and what it costs */
export async function invoicedOrder(
  { owner, operator }: { owner: Person; operator: Person },
  companyId: CompanyId,
  quantity = 50,
  typed: Record<string, string> = {},
): Promise<{ id: number; total: number }> {
  const basket = { product1: 'diesel', nominal1: '20', quantity1: String(quantity), ...typed }
  const id = await createOrder(owner.ctx, companyId, SaveOrder.parse(basket))
  const { order, total } = await findOrder(owner.ctx, companyId, id)
  await sendOrder(owner.ctx, companyId, id, { version: order.version, total })
  await invoiceOrder(operator.ctx, id)
  return { id, total }
}
