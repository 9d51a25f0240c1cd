import type { keepOnPhone } from '#app/domain/handovers/driver-link.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { wordsFor } from '#locales/words.server.ts'
import { couponView, readerOf, stateOfLink } from './driver-view.server.ts'

/** What a phone keeps: the codes, ready to be drawn, and the words around them (public/d/sw.js). */
export async function keptView(ctx: Context, { link, codes }: Awaited<ReturnType<typeof keepOnPhone>>) {
  const reader = await readerOf(ctx, link)
  const { t } = wordsFor(ctx.locale)
  return {
    state: stateOfLink(link),
    lang: ctx.locale,
    name: link.handover.driver_name,
    plate: link.handover.plate,
    words: {
      title: t('driver:offline.title'),
      // The phone fills these in: a moment and a code.
      checked: t('driver:offline.checked', { moment: '{{moment}}' }),
      unknown: t('driver:offline.unknown'),
      again: t('driver:offline.again'),
      code: t('driver:code', { code: '{{code}}' }),
    },
    coupons: codes.flatMap(({ position, qr }) => {
      const coupon = link.coupons.find((one) => one.position === position)
      if (!coupon) return []
      const { number, fuel, volume, until, where } = couponView(reader, coupon)
      return [{ number, fuel, volume, until, where, ...qr }]
    }),
  }
}
