import { record } from '#app/domain/audit/audit.server.ts'
import { type DeclinedRequest, lastDeclineOfCoupon } from '#app/domain/declines/declines.server.ts'
import { onlyOne } from '#app/domain/events/event.ts'
import { recordEvent } from '#app/domain/events/events.server.ts'
import { DAY_MS } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireClientRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import {
  insertHelp,
  type ListedHelpRow,
  selectHelp,
  selectHelpOf,
  selectOpenHelp,
  updateHelpSettled,
} from '#db/queries/handovers/help.ts'
import { countPress, type DriverCoupon, type OpenLink, readDriverLink } from './driver-link.server.ts'
import type { AskForHelp, HelpAnswer } from './handovers.input.server.ts'

export type Help = ListedHelpRow

/** An earlier decline says nothing of what the cashier sees now. */
const RECENT_MS = DAY_MS

export interface Explained {
  link: OpenLink
  coupon: DriverCoupon
  /** What a station asked last about it, and was told; null: none has asked within a day. */
  declined: DeclinedRequest | null
}

/**
 * Why a coupon of the link did not work, as far as is known here. For the phone that opened the link.
 * @throws DomainError link_dead, opened_elsewhere, coupon_not_found
 */
export async function explainTrouble(
  ctx: Context,
  token: string,
  phone: string | undefined,
  position: number,
): Promise<Explained> {
  const link = await ownLink(ctx, token, phone)
  const coupon = link.coupons.find((one) => one.position === position) ?? reject('coupon_not_found')
  const since = Math.max(link.handover.created_at.getTime(), ctx.now.getTime() - RECENT_MS)
  const companyId = link.handover.company_id as CompanyId
  return {
    link,
    coupon,
    declined: await lastDeclineOfCoupon(ctx, companyId, coupon.id, new Date(since)),
  }
}

async function ownLink(ctx: Context, token: string, phone: string | undefined): Promise<OpenLink> {
  const link = await readDriverLink(ctx, token, phone)
  if (link.kind === 'sealed') return reject('opened_elsewhere')
  return link.kind === 'open' ? link : reject('link_dead')
}

/**
 * Asks whoever gave the coupons; once while it waits. A phone that has not opened the link can say only that.
 * @throws DomainError link_dead, too_many_requests
 */
export async function askForHelp(
  ctx: Context,
  token: string,
  phone: string | undefined,
  { said = 'other', position = 1 }: AskForHelp,
): Promise<void> {
  await countPress(ctx, token)
  const link = await readDriverLink(ctx, token, phone)
  if (link.kind === 'dead' || link.kind === 'ended') return reject('link_dead')
  if (link.kind === 'sealed') return ask(ctx, link, { said: 'other_phone', coupon: null, declineId: null })
  const { coupon, declined } = await explainTrouble(ctx, token, phone, position)
  return ask(ctx, link, { said, coupon, declineId: declined?.id ?? null })
}

interface Asked {
  said: Help['said']
  coupon: DriverCoupon | null
  declineId: number | null
}

async function ask(ctx: Context, { handover, coupons }: OpenLink, asked: Asked): Promise<void> {
  const { id, company_id: companyId, driver_name: name } = handover
  const { said, coupon, declineId } = asked
  try {
    await transact(ctx, async (ctx) => {
      await insertHelp(ctx.db, {
        ...{ company_id: companyId, handover_id: id, coupon_id: coupon?.id ?? null, said },
        ...{
          refusal_id: declineId,
          open_key: `${id}:${coupon?.id ?? 'phone'}`,
          answer: null,
          settled_by: null,
        },
      })
      await record(ctx, 'handover.help_asked', { kind: 'handover', id, companyId }, { name, said })
      const couponId = coupon?.id ?? onlyOne(coupons.map(({ id }) => id))
      await recordEvent(ctx, { kind: 'handover.changed', companyId, couponId })
    })
  } catch (error) {
    // It waits already: whoever presses twice asks once.
    if (!isDuplicateKey(error)) throw error
  }
}

/** As many stand on the overview. */
const MAX_OPEN = 50
const MAX_OF_COUPON = 5

/** What drivers of the company wait for, the oldest first. */
export function listOpenHelp(ctx: Context, companyId: CompanyId): Promise<Help[]> {
  requireClientRightIn(ctx, companyId, 'hand_over_coupons')
  return selectOpenHelp(ctx.db, companyId, MAX_OPEN)
}

/** What was asked about a coupon, the newest first. */
export function listHelpOfCoupon(ctx: Context, companyId: CompanyId, couponId: number): Promise<Help[]> {
  requireClientRightIn(ctx, companyId, 'hand_over_coupons')
  return selectHelpOf(ctx.db, companyId, { couponId }, MAX_OF_COUPON)
}

/** The dispatcher's answer, which the driver reads on his page. @throws DomainError help_not_found, help_settled */
export function settleHelp(
  ctx: Context,
  companyId: CompanyId,
  { handoverId, helpId }: { handoverId: number; helpId: number },
  { comment: answer }: HelpAnswer,
): Promise<{ name: string }> {
  const userId = requireClientRightIn(ctx, companyId, 'hand_over_coupons')
  return transact(ctx, async (ctx) => {
    const help = (await selectHelp(ctx.db, companyId, handoverId, helpId)) ?? reject('help_not_found')
    if (!(await updateHelpSettled(ctx.db, helpId, { answer, userId }))) reject('help_settled')
    const name = help.driver_name
    const handover = { kind: 'handover', id: handoverId, companyId } as const
    await record(ctx, 'handover.help_settled', handover, { name, answer })
    await recordEvent(ctx, { kind: 'handover.changed', companyId, couponId: help.coupon_id })
    return { name }
  })
}
