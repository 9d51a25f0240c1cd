import { creditRemainder, reverseRemainderCredit } from '#app/domain/contract-account/remainders.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { amountOf } from '#app/domain/kernel/money.ts'
import type { PresentedCouponRow } from '#db/queries/pump-operations/instruments.ts'
import { recordDiscrepancy } from './recorded-discrepancies.server.ts'

interface Returned {
  authorizationId: number
  /** Of the operation, as its transaction is called. */
  step: string
  station: string
  /** Millilitres that go back now. */
  volume: number
  /** Tiyn a litre of the fill; null: no price is known. */
  price: number | null
  occurredAt: Date
}

/** Litres of a coupon go back to the client: credited, or told to staff where that cannot be. */
export async function returnRemainder(
  ctx: Context,
  coupon: PresentedCouponRow,
  { authorizationId, step, station, volume, price, occurredAt }: Returned,
): Promise<void> {
  const { id: couponId, company_id: companyId, product } = coupon
  const returned = { companyId, couponId, authorizationId, product, volume, price }
  if (await creditRemainder(ctx, { ...returned, occurredOn: businessDay(occurredAt) })) return
  await recordDiscrepancy(ctx, {
    ...{ kind: 'remainder_uncredited', authorizationId, companyId, station, occurrence: step },
    ours: { returned: volume, amount: worthOf(volume, price) },
    theirs: {},
  })
}

/** The fill was taken back whole, and with it what it had given back to the client. */
export async function undoRemainderReturn(
  ctx: Context,
  coupon: PresentedCouponRow,
  { authorizationId, step, station, volume, price }: Omit<Returned, 'occurredAt'>,
): Promise<void> {
  const { company_id: companyId } = coupon
  const uncredited = volume - (await reverseRemainderCredit(ctx, { companyId, authorizationId }))
  if (uncredited === 0) return
  await recordDiscrepancy(ctx, {
    ...{ kind: 'remainder_uncredited', authorizationId, companyId, station, occurrence: step },
    ours: { takenBack: uncredited, amount: worthOf(uncredited, price) },
    theirs: {},
  })
}

/** Tiyn; null: no price is known. */
function worthOf(volume: number, price: number | null): number | null {
  return price === null || price <= 0 ? null : amountOf(volume, price)
}
