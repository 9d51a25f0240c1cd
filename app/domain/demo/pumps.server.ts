import { listCards } from '#app/domain/cards/card-lists.server.ts'
import { actorOfKey } from '#app/domain/integrations/bearer.server.ts'
import { createApiKey } from '#app/domain/integrations/integrations.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { amountOf } from '#app/domain/kernel/money.ts'
import { productsInText } from '#app/domain/products/products.ts'
import { authorize, redeem } from '#app/domain/pump-operations/pump-operations.server.ts'
import { demoStations } from './stations.ts'

/**
 * A morning at the stations for the company's cards: one fills up, one twice so that most of its daily limit is
 * used, others are declined by a client's block, a closed station, a shortage of diesel and a low balance. Nobody keeps
 * the key of the system that asks.
 */
export async function fuelDemoCards(
  ctx: Context,
  staff: Context,
  client: Context,
  companyId: CompanyId,
): Promise<void> {
  const { key } = await createApiKey(staff, { name: 'АСУ АЗС', scopes: ['pump'], stations: [] })
  const actor = await actorOfKey(ctx, key)
  if (!actor) throw new Error('the key of the demo opens nothing')
  const pump: Context = { ...ctx, actor }
  const [open, closed, empty] = demoStations
  const { rows: cards } = await listCards(client, companyId, {})
  const blocked = cards.find(({ state }) => state === 'blocked_by_client')
  const [first, second, ...others] = cards.filter(({ state, products }) => {
    return state === 'active' && productsInText(products).includes('diesel')
  })
  const [busy] = others.sort((one, other) => (other.balance ?? 0) - (one.balance ?? 0))
  if (!open || !closed || !empty || !blocked || !first || !second || !busy?.daily_limit)
    throw new Error('the demo has nothing to fuel')
  let count = 0
  const ask = (station: string, number: string, litres: number) =>
    authorize(pump, {
      operationId: `demo-${++count}`,
      station,
      product: 'diesel',
      instrument: { by: 'card', number },
      volume: litres * 1_000,
      price: PRICE,
      acceptPartial: false,
    })
  await ask(open.code, blocked.number, 40)
  await ask(closed.code, first.number, 50)
  await ask(empty.code, first.number, 50)
  await ask(open.code, second.number, 9_000)
  // Dispensed, then paid.
  const fill = (number: string, volume: number, receipt: string) =>
    redeem(pump, {
      operationId: `demo-${++count}`,
      station: open.code,
      product: 'diesel',
      instrument: { by: 'card', number },
      volume,
      price: PRICE,
      amount: amountOf(volume, PRICE),
      receipt,
    })
  await fill(first.number, 29_400, '004512')
  const most = Math.floor((busy.daily_limit * 0.42) / 1_000) * 1_000
  await fill(busy.number, most, '004513')
  await fill(busy.number, most, '004519')
}

/** Tiyn a litre. */
const PRICE = 32_500
