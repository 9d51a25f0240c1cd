import { bulkRequest } from '#app/domain/bulk-changes/bulk-changes.input.server.ts'
import { startBulkChange } from '#app/domain/bulk-changes/bulk-changes.server.ts'
import { previewBulkChange } from '#app/domain/bulk-changes/preview.server.ts'
import { listCards } from '#app/domain/cards/card-lists.server.ts'
import { planBlocks } from '#app/domain/cards/planned-blocks.server.ts'
import { addDays, businessDay, dayBounds } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import {
  finishServiceRequest,
  refuseServiceRequest,
  takeServiceRequest,
} from '#app/domain/service-requests/answering.server.ts'
import { sendServiceRequest } from '#app/domain/service-requests/service-requests.server.ts'

const HOLIDAY_IN_DAYS = 20
const HOLIDAY_DAYS = 9
const PROMISED_IN_DAYS = 3

/** What a dispatcher has under way: a block for a holiday, a change of several cards at once, requests in every state. */
export async function demoDispatching(staff: Context, client: Context, companyId: CompanyId): Promise<void> {
  const { rows: cards } = await listCards(client, companyId, { status: 'active' })
  const [first, second, third] = cards
  if (!first || !second || !third) return
  const today = businessDay(client.now)
  const begins = dayBounds(addDays(today, HOLIDAY_IN_DAYS)).from
  const ends = dayBounds(addDays(today, HOLIDAY_IN_DAYS + HOLIDAY_DAYS)).from
  const holiday = { cause: 'holiday' as const, reason: 'Каникулы: машина стоит' }
  await planBlocks(client, companyId, third.id, { ...holiday, spans: [{ begins, ends }] })
  await changeTogether(client, companyId, [first.id, second.id])
  await askIssuer(staff, client, companyId, first.number)
}

/** A rule for the cards of two lorries; the worker goes through them. */
async function changeTogether(
  client: Context,
  companyId: CompanyId,
  cardIds: readonly number[],
): Promise<void> {
  const rule = { action: 'rule', unit: 'l', perDay: '300', perMonth: '5000' }
  const { selection, params } = bulkRequest('card').parse({ ...rule, ids: cardIds.map(String) })
  const { digest } = await previewBulkChange(client, companyId, selection, params)
  await startBulkChange(client, companyId, { selection, params, digest })
}

async function askIssuer(
  staff: Context,
  client: Context,
  companyId: CompanyId,
  number: string,
): Promise<void> {
  const send = (input: Parameters<typeof sendServiceRequest>[2]) =>
    sendServiceRequest(client, companyId, input)
  const promisedOn = addDays(businessDay(client.now), PROMISED_IN_DAYS)
  await send({ kind: 'new_cards', quantity: 3, comment: 'Для новых самосвалов' })
  const raise = { kind: 'raise_limit', number, period: 'monthly', limit: 2_000 } as const
  const taken = await send({ ...raise, comment: 'Сезон перевозки зерна' })
  await takeServiceRequest(staff, taken, { promisedOn })
  const done = await send({ kind: 'correction', number, comment: 'Заправка 40 л проведена дважды' })
  await finishServiceRequest(staff, done, { answer: 'Повторная запись сторнирована' })
  const refused = await send({ kind: 'new_cards', quantity: 50, comment: '' })
  await refuseServiceRequest(staff, refused, { reason: 'Сначала подпишите приложение к договору' })
}
