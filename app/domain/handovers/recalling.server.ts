import { record } from '#app/domain/audit/audit.server.ts'
import { onlyOne } from '#app/domain/events/event.ts'
import { recordEvent } from '#app/domain/events/events.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { newToken } from '#app/domain/kernel/link-tokens.server.ts'
import { requireClientRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  type HandoverRow,
  updateHandoverLink,
  updateHandoverReturned,
} from '#db/queries/handovers/handovers.ts'
import { updateHelpOver } from '#db/queries/handovers/help.ts'
import { updateCouponsReturned } from '#db/queries/handovers/returned-coupons.ts'
import { liveHandover, noteReturn, revokeShown } from './live-handover.server.ts'

export interface Recalled {
  /** The driver's. */
  name: string
  /** How many coupons came back. */
  coupons: number
  /** How many the driver had used before. */
  redeemed: number
}

/**
 * Takes back what is unused: the link is dead from the next request on, and stations decline codes that were shown to this
 * driver until a code is shown to somebody else. Fuel that is being dispensed by then stays the driver's.
 * @throws DomainError handover_not_found, handover_over
 */
export function recallHandover(ctx: Context, companyId: CompanyId, id: number): Promise<Recalled> {
  const userId = requireClientRightIn(ctx, companyId, 'hand_over_coupons')
  return transact(ctx, async (ctx) => {
    const { handover, unused, redeemed } = await liveHandover(ctx, companyId, id)
    if (!(await updateHandoverReturned(ctx.db, id, userId))) reject('handover_over')
    await updateCouponsReturned(ctx.db, id)
    const ids = unused.map((coupon) => coupon.id)
    await revokeShown(ctx, unused)
    const name = handover.driver_name
    for (const coupon of unused) await noteReturn(ctx, companyId, coupon, handover)
    await updateHelpOver(ctx.db, id, userId)
    await record(ctx, 'handover.recalled', subjectOf(handover), { name, coupons: unused.length })
    await recordEvent(ctx, { kind: 'handover.changed', companyId, couponId: onlyOne(ids) })
    return { name, coupons: unused.length, redeemed }
  })
}

/**
 * Another link for the same coupons, for another phone. The one before is dead, and so is what its phone keeps: stations
 * decline a code until the new phone shows it. @throws DomainError as recallHandover
 */
export function renewHandoverLink(ctx: Context, companyId: CompanyId, id: number): Promise<{ name: string }> {
  const userId = requireClientRightIn(ctx, companyId, 'hand_over_coupons')
  return transact(ctx, async (ctx) => {
    const { handover, unused } = await liveHandover(ctx, companyId, id)
    const ids = unused.map((coupon) => coupon.id)
    await updateHandoverLink(ctx.db, id, newToken(ctx.keyring, 'handover'))
    await revokeShown(ctx, unused)
    await updateHelpOver(ctx.db, id, userId)
    const name = handover.driver_name
    await record(ctx, 'handover.link_renewed', subjectOf(handover), { name })
    await recordEvent(ctx, { kind: 'handover.changed', companyId, couponId: onlyOne(ids) })
    return { name }
  })
}

function subjectOf({ id, company_id: companyId }: HandoverRow) {
  return { kind: 'handover', id, companyId } as const
}
