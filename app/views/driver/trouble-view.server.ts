import type { Decline } from '#app/domain/authorizations/decision.ts'
import type { Explained } from '#app/domain/handovers/driver-help.server.ts'
import type { HelpSaid } from '#app/domain/handovers/handovers.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import type { DeclineText } from '#app/ui/feedback/decline-text.ts'
import { type Products, productsOf } from '#app/ui/layout/products.ts'
import { formatVolume } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import { wordsFor } from '#locales/words.server.ts'
import { answersOf, type DriverUrls, momentOf, stateOfLink } from './driver-view.server.ts'
import type { TroubleView } from './trouble-view.ts'

const MAX_CHOICES = 100

/** The words of a decline, which another noun's views have. */
type InWords = (decline: Decline, products: Products) => DeclineText

/** What is known of a coupon that did not work. */
export async function troubleView(
  ctx: Context,
  explained: Explained,
  said: HelpSaid | null,
  { urls, request, inWords }: { urls: DriverUrls; request: Request; inWords: InWords },
): Promise<TroubleView> {
  const { link, coupon } = explained
  const { help } = link
  const products = productsOf(await productLabels(ctx))
  const { pathname, search, searchParams } = new URL(request.url)
  const waiting = help.find(({ settled_at, coupon_id }) => settled_at === null && coupon_id === coupon.id)
  const { t, locale } = wordsFor(ctx.locale)
  return {
    home: urls.home,
    path: pathname,
    here: pathname + search,
    lang: urls.home.includes('?') ? searchParams.get('lang') : null,
    stateUrl: urls.stateUrl,
    helpUrl: urls.helpUrl,
    state: stateOfLink(link),
    position: coupon.position,
    said,
    coupons: link.coupons.slice(0, MAX_CHOICES).map(({ position, product, volume, remaining, number }) => ({
      position,
      // What tells one from the other leads: a narrow phone cuts the end off.
      label: joined([
        `…${number.slice(-4)}`,
        `${products.nameOf(product)} ${formatVolume(remaining > 0 ? remaining : volume, locale)}`,
        t('driver:coupon', { position: String(position), all: String(link.coupons.length) }),
      ]),
    })),
    reason: said && reasonOf(ctx, explained, said, { products, inWords }),
    askedAt: waiting ? momentOf(waiting.created_at, ctx) : null,
    answer: answersOf(ctx, help)[0] ?? null,
  }
}

/** What a station was told goes before how things stand now, and that before good advice. */
function reasonOf(
  ctx: Context,
  { coupon, declined }: Explained,
  said: HelpSaid,
  { products, inWords }: { products: Products; inWords: InWords },
): NonNullable<TroubleView['reason']> {
  const { t } = wordsFor(ctx.locale)
  const { decision, product } = coupon
  if (declined) {
    const { text, todo } = inWords(declined.decline, products)
    const station = declined.station_name ?? declined.station_code
    const at = t('driver:trouble.at', { station, moment: momentOf(declined.created_at, ctx) })
    return { title: t('driver:trouble.known'), isRefused: true, at, lines: [text, todo] }
  }
  if (decision.status === 'declined') {
    const { text, todo } = inWords(decision, products)
    return { title: text, isRefused: true, at: null, lines: [todo] }
  }
  const advice =
    said === 'product'
      ? t('driver:trouble.advice.product', { product: products.nameOf(product) })
      : t(`driver:trouble.advice.${ADVICE[said] ?? 'other'}`)
  return {
    title: t('driver:trouble.works'),
    isRefused: false,
    at: null,
    lines: [t('driver:trouble.notAsked'), advice],
  }
}

const ADVICE: Partial<Record<HelpSaid, 'not_read' | 'station' | 'fuel_out'>> = {
  not_read: 'not_read',
  station: 'station',
  fuel_out: 'fuel_out',
}
