import type { ChosenCouponRow } from '#app/domain/coupons/coupon-lists.server.ts'
import { drawQr } from '#app/domain/coupons/coupon-qr.server.ts'
import type { Help } from '#app/domain/handovers/driver-help.server.ts'
import {
  type HandoverDetails,
  isOpenCoupon,
  type ListedHandover,
} from '#app/domain/handovers/handovers.server.ts'
import { isLive } from '#app/domain/handovers/handovers.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { wordsFor } from '#locales/words.server.ts'
import type { ChosenCoupon, HandoverRowView, HandoverView, HelpView, LinkView } from './handover-view.ts'

export function chosenCoupon(coupon: ChosenCouponRow): ChosenCoupon {
  const { id, number, product, remaining: volume, valid_until: until } = coupon
  return { id, number, product, volume, until }
}

/** What the journal shows, and no more. */
export function handoverRow(row: ListedHandover): HandoverRowView {
  const { id, driver_name: name, plate, state, coupons, redeemed, volume, left } = row
  return {
    ...{ id, name, plate, state, coupons, redeemed, volume, left },
    at: almatyWallClock(row.created_at),
    by: row.handed_by_email ?? '',
  }
}

/** What the page of a hand-over shows; never a coupon's code. */
export function handoverView(handover: HandoverDetails): HandoverView {
  const { id, driver_name: name, driver_phone: phone, plate, driver_id: driverId, locale, state } = handover
  return {
    ...{ id, name, phone, plate, driverId, locale, state },
    isLive: isLive(state),
    coupons: handover.coupons.map((coupon) => ({
      id: coupon.id,
      position: coupon.position,
      number: coupon.number,
      product: coupon.product,
      volume: coupon.volume,
      remaining: coupon.remaining,
      isReturned: coupon.is_returned === 1,
      isOpen: isOpenCoupon(coupon),
      until: coupon.valid_until,
      shownAt: wallClock(coupon.shown_at),
      usedAt: wallClock(coupon.redeemed_at),
      state: coupon.state,
    })),
    steps: stepsOf(handover),
    link: handover.address === null ? null : linkView(handover, handover.address),
    help: handover.help.map(helpView),
  }
}

function helpView(help: Help): HelpView {
  const { id, said, coupon_id: couponId, coupon_number: number, settled_at: settledAt } = help
  return {
    ...{ id, said },
    at: almatyWallClock(help.created_at),
    coupon: couponId !== null && number !== null ? { id: couponId, number } : null,
    declineId: help.refusal_id,
    answer: settledAt && { text: help.answer ?? '', at: almatyWallClock(settledAt) },
  }
}

function stepsOf(handover: HandoverDetails): HandoverView['steps'] {
  const { created_at, opened_at, returned_at, state, coupons } = handover
  const lastUse = coupons
    .map((coupon) => coupon.redeemed_at?.getTime() ?? 0)
    .reduce((a, b) => Math.max(a, b), 0)
  const steps = [
    { state: 'sent' as const, at: created_at, by: handover.handed_by_email },
    { state: 'opened' as const, at: opened_at, by: handover.driver_name },
    { state: 'used' as const, at: state === 'used' && lastUse > 0 ? new Date(lastUse) : null, by: null },
    { state: 'returned' as const, at: returned_at, by: handover.returned_by_email },
  ]
  return steps.flatMap(({ at, ...step }) => (at === null ? [] : [{ ...step, at: almatyWallClock(at) }]))
}

/** Ways to send it, each a link that opens the sender's own app; the text is in the driver's language. */
function linkView(handover: HandoverDetails, address: string): LinkView {
  const { t } = wordsFor(handover.locale)
  const text = t('handovers:link.message', { company: handover.company_name, address })
  const subject = t('handovers:link.subject')
  const phone = handover.driver_phone
  // Telegram shows the address by itself.
  const telegramText = text.slice(0, text.indexOf(address)).trim().replace(/:$/, '')
  return {
    address,
    whatsapp: `https://wa.me/${phone.replace('+', '')}?${queryOf({ text })}`,
    telegram: `https://t.me/share/url?${queryOf({ url: address, text: telegramText })}`,
    email: `mailto:?${queryOf({ subject, body: text })}`,
    // What follows the number is read by Android behind `?` and by iOS behind `&`.
    sms: `sms:${phone}?&${queryOf({ body: text })}`,
    qr: drawQr(address),
  }
}

/** Spaces as %20: not every app reads a plus as one. */
function queryOf(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
}

function wallClock(at: Date | null): string | null {
  return at && almatyWallClock(at)
}
