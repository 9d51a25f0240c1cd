import { record } from '#app/domain/audit/audit.server.ts'
import { bookIssue } from '#app/domain/contract-account/booked-payments.server.ts'
import { accountReaders } from '#app/domain/contract-account/low-balance.server.ts'
import { issueCoupons } from '#app/domain/issuing/issuing.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { formatLetterDay } from '#app/domain/mail/letter-time.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import { type OrderRow, selectOrderLines, updateOrder } from '#db/queries/orders/orders.ts'

/**
 * Issues the coupons of an order that was just paid, in the payment's transaction, where the setting says so: once,
 * because the caller holds the order. Without cards to be handed over the order is done.
 * @returns the order as it is now; null: nothing was issued, because the stock has too few, or staff issue by hand
 */
export async function issuePaidOrder(ctx: Context, order: OrderRow): Promise<OrderRow | null> {
  const { mode, isActivated } = ctx.settings.couponIssue
  const { valid_until: validUntil } = order
  if (mode === 'off' || order.coupons_issued_at !== null || validUntil === null) return null
  if (validUntil < businessDay(ctx.now)) return null
  const companyId = asCompanyId(order.company_id)
  const lines = await selectOrderLines(ctx.db, order.id)
  if (lines.every(({ kind }) => kind !== 'coupon')) return null
  const count = await issueCoupons(ctx, { id: order.id, companyId, validUntil, lines })
  if (count === null) return null
  const subject = { kind: 'order', id: order.id, companyId } as const
  await record(ctx, 'order.coupons_issued', subject, { coupons: count })
  const isDone = isActivated && lines.every(({ kind }) => kind === 'coupon')
  const done = isDone ? ({ status: 'issued', isSettled: true } as const) : {}
  if (!(await updateOrder(ctx.db, order, { hasCoupons: true, ...done }))) reject('conflict_try_again')
  if (isDone) await closeIssue(ctx, order)
  await mailIssue(ctx, companyId, { orderId: order.id, count, validUntil })
  const status = isDone ? ('issued' as const) : order.status
  return { ...order, status, version: order.version + 1, coupons_issued_at: ctx.now }
}

/** What an order's issue means for the account, where the contract's papers go by issue; with its entry in the log. */
export async function closeIssue(ctx: Context, order: OrderRow): Promise<void> {
  const companyId = asCompanyId(order.company_id)
  if (order.total > 0) await bookIssue(ctx, companyId, order.total, `№ ${order.id}`)
  await record(ctx, 'order.issued', { kind: 'order', id: order.id, companyId })
}

interface Issued {
  orderId: number
  count: number
  validUntil: string
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
