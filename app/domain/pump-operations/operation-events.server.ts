import { recordEvent } from '#app/domain/events/events.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { AuthorizationStatus, CompanyEventKind } from '#db/schema/index.ts'
import type { Thing } from './presented.server.ts'

/** Of a client's card or coupon; an operation with what nobody knows is told to nobody. */
interface Touched {
  company_id?: number | null
  card_id?: number | null
  coupon_id?: number | null
}

const kinds: Partial<Record<AuthorizationStatus, CompanyEventKind>> = {
  held: 'authorization.held',
  declined: 'authorization.declined',
  completed: 'transaction.recorded',
  voided: 'authorization.voided',
}

/** A step of whatever gives an operation its status. */
export async function recordStatusOf(
  ctx: Context,
  id: number,
  status: AuthorizationStatus,
  touched: Touched,
): Promise<void> {
  const kind = kinds[status]
  if (kind) await tell(ctx, id, kind, touched)
}

export function recordReversal(ctx: Context, id: number, touched: Touched): Promise<void> {
  return tell(ctx, id, 'transaction.reversed', touched)
}

export function touchedBy(thing: Thing | undefined): Touched {
  return {
    company_id: thing?.row.company_id ?? null,
    card_id: thing?.kind === 'card' ? thing.row.id : null,
    coupon_id: thing?.kind === 'coupon' ? thing.row.id : null,
  }
}

async function tell(ctx: Context, id: number, kind: CompanyEventKind, touched: Touched): Promise<void> {
  const { company_id: companyId, card_id: cardId = null, coupon_id: couponId = null } = touched
  if (typeof companyId === 'number')
    await recordEvent(ctx, { companyId, kind, cardId, couponId, authorizationId: id })
}
