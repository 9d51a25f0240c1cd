import { timingSafeEqual } from 'node:crypto'
import { record } from '#app/domain/audit/audit.server.ts'
import type { Decision } from '#app/domain/authorizations/decision.ts'
import { decideCoupon } from '#app/domain/coupons/coupon-fuel.ts'
import { revealQr, type ShownQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { onlyOne } from '#app/domain/events/event.ts'
import { recordEvent } from '#app/domain/events/events.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { randomToken, sha256 } from '#app/domain/kernel/keyring.server.ts'
import { hashOfToken } from '#app/domain/kernel/link-tokens.server.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { updateCouponShown } from '#db/queries/handovers/handover-coupons.ts'
import {
  claimHandover,
  type HandoverRow,
  selectHandoverByToken,
  selectLocaleOfToken,
} from '#db/queries/handovers/handovers.ts'
import { type ListedHelpRow, selectHelpOf } from '#db/queries/handovers/help.ts'
import type { Locale } from '#db/schema/index.ts'
import { countsOf, couponsOf, type HandedCoupon } from './handovers.server.ts'
import { type HandoverState, handoverState, isLive } from './handovers.ts'

/** Of a driver's coupon: whether it works now, and why not. */
export type DriverCoupon = HandedCoupon & { decision: Decision }

export interface OpenLink {
  handover: HandoverRow
  state: HandoverState
  coupons: DriverCoupon[]
  /** What he asked for, the newest first. */
  help: ListedHelpRow[]
}

/**
 * `sealed`: no phone, or another one, has opened it; nothing that it does not say to a program that looks at links. `ended`:
 * for the phone that opened it. `dead`: unknown and ended links are one for everybody else.
 */
export type DriverLink = ({ kind: 'sealed' | 'open' | 'ended' } & OpenLink) | { kind: 'dead' }

const MAX_HELP = 5

/** What a link shows to a phone with this cookie. Changes nothing, however often. */
export async function readDriverLink(
  ctx: Context,
  token: string,
  phone: string | undefined,
): Promise<DriverLink> {
  const hash = hashOfToken(token)
  const handover = hash && (await selectHandoverByToken(ctx.db, hash))
  if (!handover) return { kind: 'dead' }
  const link = await openedLink(ctx, handover)
  const isBound = isPhoneOf(handover, phone)
  if (!isLive(link.state)) return isBound ? { kind: 'ended', ...link } : { kind: 'dead' }
  return { kind: isBound ? 'open' : 'sealed', ...link }
}

/**
 * Presses of a link are counted for that link: what others behind the same address of a mobile network do, and made-up
 * links, keep no driver from his fuel. @throws DomainError too_many_requests
 */
export async function countPress(ctx: Context, token: string): Promise<void> {
  if ((await localeOfLink(ctx, token)) === null) await enforceRateLimit(ctx, 'driver_link_miss')
  else await enforceRateLimit(ctx, 'driver_link', token)
}

/** In which language the driver reads; null for what leads nowhere. */
export async function localeOfLink(ctx: Pick<Context, 'db'>, token: string): Promise<Locale | null> {
  const hash = hashOfToken(token)
  return (hash && (await selectLocaleOfToken(ctx.db, hash))) ?? null
}

export interface ShownCode {
  link: OpenLink
  /** For the cookie of this phone; nobody can read it again. */
  phone: string
  /** Null: none of the coupons works now. */
  shown: { position: number; qr: ShownQr } | null
}

export interface Press {
  /** The cookie; undefined: this phone has opened nothing here. */
  phone: string | undefined
  /** The page's own. */
  nonce?: string | undefined
  /** Which coupon of the set; left out, the first that works. */
  position?: number | undefined
}

/**
 * The driver's press: the first one binds the phone. Draws the code of a coupon and records that he saw it.
 * @throws DomainError link_dead, opened_elsewhere, coupon_not_usable, too_many_requests
 */
export async function showToDriver(ctx: Context, token: string, press: Press): Promise<ShownCode> {
  await countPress(ctx, token)
  return transact(ctx, async (ctx) => {
    const { handover, phone } = await bindPhone(ctx, token, press)
    const { coupons } = await openedLink(ctx, handover)
    const wanted = coupons.find((coupon) =>
      press.position === undefined ? worksNow(coupon) : coupon.position === press.position,
    )
    const shown = wanted && worksNow(wanted) ? await show(ctx, handover, wanted) : null
    return { link: await openedLink(ctx, handover), phone, shown }
  })
}

/** As many codes as a phone keeps. */
const MAX_KEPT = 50

/**
 * All codes that work now, for the phone that opened the link to keep where there is no signal; each is a showing.
 * @throws DomainError link_dead, opened_elsewhere, too_many_requests
 */
export async function keepOnPhone(ctx: Context, token: string, phone: string | undefined) {
  await countPress(ctx, token)
  return transact(ctx, async (ctx) => {
    const hash = hashOfToken(token)
    const handover =
      (hash && (await selectHandoverByToken(ctx.db, hash, { lock: true }))) ?? reject('link_dead')
    const link = await openedLink(ctx, handover)
    if (!isLive(link.state)) reject('link_dead')
    if (!isPhoneOf(handover, phone)) reject('opened_elsewhere')
    const codes: NonNullable<ShownCode['shown']>[] = []
    for (const coupon of link.coupons.filter(worksNow).slice(0, MAX_KEPT))
      codes.push(await show(ctx, handover, coupon))
    return { link, codes }
  })
}

/** The live link, held until the transaction ends, on its own phone; one that nobody opened becomes this one's. */
async function bindPhone(ctx: Context, token: string, { phone, nonce }: Press) {
  const hash = hashOfToken(token)
  const handover =
    (hash && (await selectHandoverByToken(ctx.db, hash, { lock: true }))) ?? reject('link_dead')
  const { state, coupons } = await openedLink(ctx, handover)
  if (!isLive(state)) reject('link_dead')
  if (isPhoneOf(handover, phone)) return { handover, phone: phone ?? '' }
  const own = phoneFor(ctx, handover, nonce)
  if (isPhoneOf(handover, own)) return { handover, phone: own }
  if (!(await claimHandover(ctx.db, handover.id, sha256(own)))) reject('opened_elsewhere')
  const { id, company_id: companyId, driver_name: name } = handover
  await record(ctx, 'handover.opened', { kind: 'handover', id, companyId }, { name })
  await recordEvent(ctx, {
    kind: 'handover.changed',
    companyId,
    couponId: onlyOne(coupons.map(({ id }) => id)),
  })
  return { handover: { ...handover, opened_at: ctx.now }, phone: own }
}

/**
 * The same for one page however often its form arrives: a press whose answer is lost on the way can be repeated. Without the
 * page's nonce a new one each time.
 */
function phoneFor(ctx: Context, { public_id: publicId }: HandoverRow, nonce: string | undefined): string {
  if (nonce === undefined) return randomToken()
  return ctx.keyring.hmac('link', `phone|${publicId}|${nonce}`).toString('base64url')
}

/** Whether a phone with this cookie has opened it. */
function isPhoneOf({ phone_hash: hash }: HandoverRow, phone: string | undefined): boolean {
  return hash !== null && phone !== undefined && timingSafeEqual(hash, sha256(phone))
}

async function openedLink(ctx: Context, handover: HandoverRow): Promise<OpenLink> {
  const { id, company_id: companyId, company_closed_at: closedAt } = handover
  const coupons = (await couponsOf(ctx, handover)).map((coupon) => {
    return { ...coupon, decision: decideCoupon({ ...coupon, company_closed_at: closedAt }, ctx.now) }
  })
  const state = handoverState(handover, countsOf(coupons))
  return {
    handover,
    // Whose company is served no more has no link either.
    state: closedAt !== null && isLive(state) ? 'over' : state,
    coupons,
    help: await selectHelpOf(ctx.db, companyId as CompanyId, { handoverId: id }, MAX_HELP),
  }
}

function worksNow({ decision, is_ours: isOurs, is_returned: isReturned }: DriverCoupon): boolean {
  return decision.status === 'approved' && isOurs === 1 && isReturned === 0
}

async function show(ctx: Context, handover: HandoverRow, { id, position }: DriverCoupon) {
  const companyId = handover.company_id as CompanyId
  const qr = await revealQr(ctx, companyId, id, handover.driver_name)
  await updateCouponShown(ctx.db, handover.id, position)
  return { position, qr }
}
