import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import { amountOf } from '#app/domain/kernel/money.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { selectPostingContracts } from '#db/queries/contract-account/posting.ts'
import { selectIssueOfCoupon, sumRemainderOf } from '#db/queries/contract-account/remainders.ts'
import { contractFor } from './ledger-rows.ts'
import { writeEntries } from './posting.server.ts'

/** Litres that a fill left on a coupon and that go back to the client. */
export interface ReturnedLitres {
  companyId: number
  couponId: number
  authorizationId: number
  product: ProductCode
  /** Millilitres. */
  volume: number
  /** Tiyn a litre at which it was filled, for a coupon that no order issued; null or 0: not known. */
  price: number | null
  occurredOn: Day
}

/**
 * A step of booking a fill. Where the issue of coupons debited the account, it is credited; where refuelling does, nothing
 * was debited for these litres, and what the account kept for them is free: the row tells so.
 * @returns false: no price is known, no account is kept, or the contract of the coupon has other papers than that of the
 *   day, so that staff settle it
 */
export async function creditRemainder(
  ctx: Context,
  { companyId, couponId, authorizationId, product, volume, price: filledAt, occurredOn }: ReturnedLitres,
): Promise<boolean> {
  const issue = await selectIssueOfCoupon(ctx.db, companyId, couponId)
  const price = issue?.price ?? filledAt
  if (price === null || price <= 0) return false
  const contract = contractFor(await selectPostingContracts(ctx.db, [companyId]), occurredOn)
  if (!contract || (issue?.papers && issue.papers !== contract.papers)) return false
  const worth = amountOf(volume, price)
  const isDebited = contract.papers === 'issue'
  await writeEntries(ctx, [
    {
      ...{ company_id: companyId, contract_id: contract.id, kind: 'remainder', occurred_on: occurredOn },
      ...{ amount: isDebited ? worth : 0, memo: isDebited ? 0 : worth, product, volume: -volume },
      ...{ transaction_id: null, authorization_id: authorizationId, corrects_id: null },
    },
  ])
  return true
}

/**
 * A step of taking a fill back: what it gave back to the client comes back with it. Asked twice it adds nothing.
 * @returns millilitres that were credited
 */
export async function reverseRemainderCredit(
  ctx: Context,
  { companyId, authorizationId }: Pick<ReturnedLitres, 'companyId' | 'authorizationId'>,
): Promise<number> {
  const sum = await sumRemainderOf(ctx.db, authorizationId)
  if (!sum || sum.volume === 0) return 0
  const { first_id: first, contract_id, product, amount, memo, volume } = sum
  await writeEntries(ctx, [
    {
      ...{ company_id: asCompanyId(companyId), contract_id, kind: 'remainder' },
      ...{ occurred_on: businessDay(ctx.now), amount: -amount, memo: -memo, product, volume: -volume },
      ...{ transaction_id: null, authorization_id: authorizationId, corrects_id: first },
    },
  ])
  return -volume
}
