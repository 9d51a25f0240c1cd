import { supplierAccounts } from '#app/domain/contracts/contracts.server.ts'
import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import { DomainError, reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { lockUnpaidOrders } from '#app/domain/orders/order-payments.server.ts'
import {
  type PaymentRow,
  selectNewPayments,
  selectUnnamedAccounts,
  updatePayment,
  updatePaymentsNamed,
  updatePaymentsWaiting,
} from '#db/queries/payments/payments.ts'
import type { PaymentReason } from '#db/schema/index.ts'
import { bookedByHand } from './by-hand.server.ts'
import { creditPayment } from './crediting.server.ts'
import { factsOf, matchedOf } from './facts.server.ts'
import { type Match, type MatchFacts, matchOf } from './matching.ts'
import { lockPayments } from './payment-register.server.ts'

/** Payments whose clients and invoices are looked up together. */
const BATCH = 500
/** Payments that are credited in one transaction: few enough that an order's page does not wait for it. */
const CREDITED_AT_ONCE = 20

/**
 * Looks at what statements brought: credits what is certain, and leaves the rest to people. Stopped at any moment it
 * goes on where it was: what is not looked at yet stays new.
 * @returns how many payments were looked at
 */
export async function matchNewPayments(ctx: Context, signal?: AbortSignal): Promise<number> {
  requireRight(ctx, 'match_payments')
  let looked = 0
  while (!signal?.aborted) {
    const payments = await selectNewPayments(ctx.db, BATCH)
    if (payments.length === 0) break
    await matchBatch(ctx, payments)
    looked += payments.length
  }
  return looked
}

/** Payments to an account that a contract names by now are looked at again. @returns how many */
export async function renewNamedPayments(ctx: Context): Promise<number> {
  requireRight(ctx, 'match_payments')
  const named = await supplierAccounts(ctx, await selectUnnamedAccounts(ctx.db))
  return updatePaymentsNamed(ctx.db, [...named])
}

type Certain = PaymentRow & { match: Match & { certain: NonNullable<Match['certain']> } }

async function matchBatch(ctx: Context, payments: readonly PaymentRow[]): Promise<void> {
  const ours = await supplierAccounts(
    ctx,
    payments.map(({ account }) => account),
  )
  let facts = await factsOf(ctx, payments)
  const certain: Certain[] = []
  const waiting = new Map<PaymentReason, number[]>()
  const wait = ({ id }: PaymentRow, reason: PaymentReason) =>
    waiting.set(reason, [...(waiting.get(reason) ?? []), id])
  for (const payment of payments) {
    const match = matchOf(matchedOf(payment), facts)
    if (!ours.has(payment.account)) wait(payment, 'account')
    else if (match.certain) {
      certain.push({ ...payment, match: { ...match, certain: match.certain } })
      facts = withoutPaid(facts, match.certain.orderIds)
    } else wait(payment, match.reason)
  }
  for (let at = 0; at < certain.length; at += CREDITED_AT_ONCE)
    await creditTogether(ctx, certain.slice(at, at + CREDITED_AT_ONCE))
  for (const [reason, ids] of waiting) await updatePaymentsWaiting(ctx.db, ids, reason)
}

/** An invoice that one payment of the batch pays is not open for the next one. */
function withoutPaid(facts: MatchFacts, paid: readonly number[]): MatchFacts {
  return { ...facts, invoices: facts.invoices.filter(({ orderId }) => !paid.includes(orderId)) }
}

/** One that cannot be credited any more keeps none of the others from it. */
async function creditTogether(ctx: Context, payments: readonly Certain[]): Promise<void> {
  try {
    await transact(ctx, (ctx) => creditCertain(ctx, payments))
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    for (const payment of payments) await creditAlone(ctx, payment)
  }
}

async function creditAlone(ctx: Context, payment: Certain): Promise<void> {
  try {
    await transact(ctx, (ctx) => creditCertain(ctx, [payment]))
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await updatePaymentsWaiting(ctx.db, [payment.id], 'failed')
  }
}

/**
 * Whoever was first with a payment has it; an order that changed meanwhile refuses it. The orders are held before anybody
 * asks whether their money was noted by hand, so that nobody notes it in between.
 */
async function creditCertain(ctx: Context, certain: readonly Certain[]): Promise<void> {
  const matches = new Map(certain.map(({ id, match }) => [id, match]))
  const locked = await lockPayments(ctx, [...matches.keys()])
  const due = locked.flatMap((payment) => {
    const match = matches.get(payment.id)
    return match && payment.status === 'new' ? [{ payment, match }] : []
  })
  const held = await lockUnpaidOrders(
    ctx,
    due.flatMap(({ match }) => match.certain.orderIds),
  )
  const asked = due.map(({ payment, match: { certain } }) => {
    const owed = certain.orderIds
      .map((id) => held.get(id))
      .map((order) => (order ? order.total - order.paid : 0))
    if (owed.reduce((sum, each) => sum + each, 0) !== payment.amount) reject('conflict_try_again')
    return { payment, companyId: asCompanyId(certain.companyId), orderIds: certain.orderIds }
  })
  const byHand = await bookedByHand(ctx, asked)
  for (const { payment, match } of due) {
    if (byHand.has(payment.id)) await waitAsBooked(ctx, payment)
    else {
      const { companyId, orderIds, by } = match.certain
      const target = { companyId: asCompanyId(companyId), orderIds, rest: 'keep' as const, held }
      await creditPayment(ctx, payment, target, { by, reason: match.reason })
    }
  }
}

async function waitAsBooked(ctx: Context, payment: PaymentRow): Promise<void> {
  const change = { status: 'waiting' as const, reason: 'booked' as const }
  if (!(await updatePayment(ctx.db, payment, change))) reject('conflict_try_again')
}
