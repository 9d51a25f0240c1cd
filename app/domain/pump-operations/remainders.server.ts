import { creditRemainder, takeBackRemainder } from '#app/domain/contract-account/remainders.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { amountOf } from '#app/domain/kernel/money.ts'
import type { PresentedCouponRow } from '#db/queries/pump-operations/instruments.ts'
import { recordException } from './exceptions.server.ts'

interface Returned {
  authorizationId: number
  station: string
  /** Millilitres that go back now. */
  volume: number
  /** Of the operation in all. */
  inAll: number
  occurredAt: Date
}

/** Litres of a coupon go back to the client: credited, or told to staff where that cannot be. */
export async function returnRemainder(
  ctx: Context,
  coupon: PresentedCouponRow,
  { authorizationId, station, volume, inAll, occurredAt }: Returned,
): Promise<void> {
  const { company_id: companyId, product, price } = coupon
  const occurredOn = businessDay(occurredAt)
  if (await creditRemainder(ctx, { companyId, authorizationId, product, volume, price, occurredOn })) return
  await recordException(ctx, {
    ...{ kind: 'remainder_uncredited', authorizationId, companyId, station, state: inAll },
    ours: { returned: volume, amount: price > 0 ? amountOf(volume, price) : null },
    theirs: {},
  })
}

/** The fill was taken back whole, and with it what it had given back to the client. */
export async function takeRemainderBack(
  ctx: Context,
  coupon: PresentedCouponRow,
  { authorizationId, station, volume }: Pick<Returned, 'authorizationId' | 'station' | 'volume'>,
): Promise<void> {
  const { company_id: companyId, price } = coupon
  const uncredited = volume - (await takeBackRemainder(ctx, { companyId, authorizationId }))
  if (uncredited <= 0) return
  await recordException(ctx, {
    ...{ kind: 'remainder_uncredited', authorizationId, companyId, station, state: 0 },
    ours: { takenBack: uncredited, amount: price > 0 ? amountOf(uncredited, price) : null },
    theirs: {},
  })
}
