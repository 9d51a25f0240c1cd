import { tellUsedLimits } from '#app/domain/cards/limit-watch.server.ts'
import { tellOfExpiry } from '#app/domain/expiries/telling.server.ts'
import { businessDay, minutesAfter } from '#app/domain/kernel/calendar.ts'
import { payOrder } from '#app/domain/orders/order-steps.server.ts'
import { createPriceList, setPrice } from '#app/domain/prices/prices.server.ts'
import { redeem, reverseAuthorization } from '#app/domain/pump-operations/pump-operations.server.ts'
import { saveShadow } from '#app/domain/rules/shadows.server.ts'
import { findUnusualFills } from '#app/domain/unusual/finding.server.ts'
import { typedRule } from '#tests/domain/rules/world.ts'
import { accountFor } from '#tests/support/accounts.ts'
import { withSettings } from '#tests/support/context.ts'
import type { Cabinet } from '#tests/support/fixtures.ts'
import { invoicedOrder } from '#tests/support/payments.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards } from '#tests/support/registers.ts'

/**
 * A company of its own whose paid order has coupons that the cabinet signed, and whose card was fuelled twice within
 * minutes, with an odometer and against a rule in the shadow.
 */
export async function spendElsewhere(cabinet: Cabinet): Promise<void> {
  const companyId = await cabinet.company()
  const [owner, operator] = [await cabinet.client(companyId), await cabinet.staff('operator')]
  const startsOn = businessDay(operator.ctx.now)
  const priceListId = await createPriceList(operator.ctx, { name: 'Розничный' })
  await setPrice(operator.ctx, priceListId, { product: 'diesel', price: 32_500, startsOn })
  await accountFor(operator, companyId, {
    priceListId,
    papers: 'issue',
    couponMonths: 6,
    couponRemainder: 'returned',
    paid: 1_000_000,
  })
  const { id, total } = await invoicedOrder({ owner, operator }, companyId, 2)
  const couponIssue = { mode: 'here', issuer: '77', isActivated: true, stockBin: '' } as const
  const issuing = withSettings(operator.ctx, { couponIssue })
  await payOrder(issuing, id, { amount: total, occurredOn: startsOn, document: '1' })
  const [card, other] = await bringCards(owner.ctx, companyId, [{}, {}])
  if (!card) throw new Error('no card')
  await saveShadow(owner.ctx, companyId, { owner: 'card', id: card.id }, typedRule({ perDay: '30' }).rule)
  const [station, pump] = [await cabinet.station(), await pumpOf(cabinet)]
  for (const odometerKm of [90_000, 90_040]) {
    const asked = fuelAsked(station, { by: 'card', number: card.number })
    const answer = await redeem(pump, { ...asked, volume: 40_000, odometerKm })
    if (answer.status !== 'completed') throw new Error(`the card was not fuelled: ${answer.status}`)
  }
  const taken = fuelAsked(station, { by: 'card', number: other?.number ?? '' })
  await redeem(pump, { ...taken, volume: 5_000 })
  await reverseAuthorization(pump, taken.operationId, { reason: 'колонка' })
}

/** What the worker's jobs notice only after a while. */
export async function noticeSpending(cabinet: Cabinet): Promise<void> {
  const ctx = await cabinet.system()
  for (const find of [findUnusualFills, tellUsedLimits]) while (await find(ctx, 0));
  // Nobody is told at night: at ten in the morning of the same day in Almaty.
  const morning = minutesAfter(businessDay(ctx.now), 10 * 60)
  await tellOfExpiry({ ...ctx, now: morning }, new AbortController().signal)
}
