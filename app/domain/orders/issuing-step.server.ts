import { record } from '#app/domain/audit/audit.server.ts'
import { accountReaders } from '#app/domain/contract-account/account-readers.server.ts'
import { bookIssue } from '#app/domain/contract-account/booked-payments.server.ts'
import { contractWithId } from '#app/domain/contracts/contracts.server.ts'
import { type IssuedCoupons, issueCoupons, type ObstacleMet } from '#app/domain/issuing/issuing.server.ts'
import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { formatLetterDay } from '#app/domain/mail/letter-time.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import { type OrderRow, selectOrderLines, updateOrder } from '#db/queries/orders/orders.ts'
import { lastDayOfCoupons } from './orders.ts'

export interface IssueStep {
  /** As it is now. */
  order: OrderRow
  /** Why it has none of its coupons yet; null: it has them, or the cabinet issues none for it. */
  obstacle: ObstacleMet | null
}

/**
 * Issues the coupons of an order that was paid, in the caller's transaction, where the setting says so: once, because the
 * caller holds the order. Without cards to be handed over the order is done. What keeps it from its coupons is told and
 * not thrown, because the payment stays.
 */
export async function issuePaidOrder(ctx: Context, order: OrderRow): Promise<IssueStep> {
  const { mode, isActivated } = ctx.settings.couponIssue
  const untouched = { order, obstacle: null }
  if (mode === 'off' || order.coupons_issued_at !== null) return untouched
  const companyId = asCompanyId(order.company_id)
  const lines = await selectOrderLines(ctx.db, order.id)
  if (lines.every(({ kind }) => kind !== 'coupon')) return untouched
  const validUntil = await lastDayAtIssue(ctx, companyId, order)
  const issued = await issueCoupons(ctx, { id: order.id, companyId, validUntil, lines })
  if ('obstacle' in issued) return { order, obstacle: issued }
  const subject = { kind: 'order', id: order.id, companyId } as const
  await record(ctx, 'order.coupons_issued', subject, { coupons: issued.count })
  const isDone = isActivated && lines.every(({ kind }) => kind === 'coupon')
  const done = isDone ? ({ status: 'issued', isSettled: true } as const) : {}
  const change = { hasCoupons: true, valid_until: validUntil, ...done }
  if (!(await updateOrder(ctx.db, order, change))) reject('conflict_try_again')
  if (isDone) await closeIssue(ctx, order)
  await mailIssue(ctx, companyId, { orderId: order.id, ...issued })
  const after = { version: order.version + 1, valid_until: validUntil, coupons_issued_at: ctx.now }
  return { order: { ...order, ...after, status: isDone ? 'issued' : order.status }, obstacle: null }
}

/**
 * The day that was promised when the order was sent. Where it is over, because the money came late, the months of the
 * order's contract count from today: nobody pays for coupons that have ended.
 */
async function lastDayAtIssue(
  ctx: Context,
  companyId: CompanyId,
  { contract_id, valid_until: promised }: OrderRow,
): Promise<Day> {
  const today = businessDay(ctx.now)
  if (promised !== null && promised >= today) return promised
  return lastDayOfCoupons(await contractWithId(ctx, companyId, contract_id), today)
}

/** What an order's issue means for the account, where the contract's papers go by issue; with its entry in the log. */
export async function closeIssue(ctx: Context, order: OrderRow): Promise<void> {
  const companyId = asCompanyId(order.company_id)
  if (order.total > 0) await bookIssue(ctx, companyId, order.total, `№ ${order.id}`)
  await record(ctx, 'order.issued', { kind: 'order', id: order.id, companyId })
}

interface Issued extends IssuedCoupons {
  orderId: number
}

/** To the company's owners and managers: a link, never a code. */
async function mailIssue(
  ctx: Context,
  companyId: CompanyId,
  { orderId, count, validUntil }: Issued,
): Promise<void> {
  for (const { id, email, locale } of await accountReaders(ctx, companyId)) {
    const props = { email, orderId, count, validUntil: formatLetterDay(validUntil, locale) }
    await enqueue(ctx, 'coupons_issued', { to: email, locale, userId: id, props })
  }
}
