import { createHash } from 'node:crypto'
import { remainderOf } from '#app/domain/coupons/coupon-fuel.ts'
import type {
  DriverCoupon,
  DriverLink,
  OpenLink,
  ShownCode,
} from '#app/domain/handovers/driver-link.server.ts'
import { isOpenCoupon } from '#app/domain/handovers/handovers.server.ts'
import { almatyWallClock, businessDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import { namesOfStations } from '#app/domain/stations/station-names.server.ts'
import { stationsIn } from '#app/domain/stations/station-rules.ts'
import { type Products, productsOf } from '#app/ui/layout/products.ts'
import { formatDate, formatDateTime, formatInteger, formatVolume } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import { wordsFor } from '#locales/words.server.ts'
import type {
  AnswerView,
  DriverCouponView,
  DriverPageView,
  ElsewhereView,
  OpenView,
  ShownCodeView,
} from './driver-view.ts'

/** As many stand one below the other on a phone. */
const MAX_LISTED = 20
const MAX_STATIONS = 6

interface Reader {
  ctx: Context
  products: Products
  /** By code. */
  stations: ReadonlyMap<string, string>
}

/** What a driver's page shows, and no more: for a program that looks at links neither names nor numbers. */
export async function driverPage(ctx: Context, link: DriverLink, urls: DriverUrls): Promise<DriverPageView> {
  if (link.kind === 'dead') return { kind: 'dead' }
  if (link.kind === 'sealed') return sealed(ctx, link, urls)
  const reader = await readerOf(ctx, link)
  if (link.kind === 'open') return openView(reader, link, urls, null)
  const { state, handover, coupons } = link
  const { t } = wordsFor(ctx.locale)
  const titles = {
    returned: () => t('driver:ended.returned', { moment: momentOf(handover.returned_at, ctx) }),
    used: () => t('driver:ended.used'),
    over: () => t('driver:ended.over'),
  }
  return {
    kind: 'ended',
    ...urls,
    company: handover.company_name,
    title: titles[state === 'returned' || state === 'used' ? state : 'over'](),
    coupons: coupons.slice(0, MAX_LISTED).map((coupon) => overView(reader, coupon)),
  }
}

/** With the code that the press asked for. */
export async function shownPage(
  ctx: Context,
  { link, shown }: Pick<ShownCode, 'link' | 'shown'>,
  urls: DriverUrls,
  position: number | undefined,
): Promise<OpenView> {
  const view = openView(await readerOf(ctx, link), link, urls, shown)
  return { ...view, isMissed: position !== undefined && shown === null }
}

export function elsewherePage(urls: DriverUrls): ElsewhereView {
  return { kind: 'elsewhere', ...urls }
}

export type DriverUrls = Pick<OpenView, 'home' | 'stateUrl' | 'helpUrl' | 'troubleUrl' | 'keepUrl'>

export function driverUrls(request: Request, token: string): DriverUrls {
  const lang = new URL(request.url).searchParams.get('lang')
  const query = lang && /^(en|ru|kk)$/.test(lang) ? `?lang=${lang}` : ''
  const path = `/d/${token}`
  return {
    home: path + query,
    stateUrl: `${path}/state`,
    helpUrl: `${path}/help${query}`,
    troubleUrl: `${path}/trouble${query}`,
    keepUrl: `${path}/keep${query}`,
  }
}

/** Changes whenever the page would: what a page that stays open compares. */
export function stateOfLink({ state, coupons, help }: OpenLink): string {
  const facts = [
    state,
    coupons.map(({ position, state, remaining, decision, is_returned: isReturned }) => [
      ...[position, state, remaining, decision.status, isReturned],
    ]),
    help.map(({ id, settled_at }) => [id, settled_at !== null]),
  ]
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 16)
}

async function sealed(
  ctx: Context,
  { handover, coupons, help }: OpenLink,
  urls: DriverUrls,
): Promise<DriverPageView> {
  const { t, locale } = wordsFor(ctx.locale)
  const products = productsOf(await productLabels(ctx))
  const open = coupons.filter(isOpenCoupon)
  const fuels = [...Map.groupBy(open, ({ product }) => product)].map(([product, some]) => {
    const volume = some.reduce((all, { remaining }) => all + remaining, 0)
    const count = t('driver:count', { count: some.length, n: formatInteger(some.length, locale) })
    // A count and its noun stay on one line.
    return `${products.nameOf(product)}: ${formatVolume(volume, locale)} (${count.replaceAll(' ', '\u00A0')})`
  })
  const last = open.map((coupon) => coupon.valid_until).sort()[0] ?? ''
  return {
    kind: 'sealed',
    ...urls,
    company: handover.company_name,
    fuels,
    until: last && formatDate(last, locale),
    isAsked: help.some(({ said, settled_at }) => said === 'other_phone' && settled_at === null),
  }
}

export async function readerOf(ctx: Context, { coupons }: OpenLink): Promise<Reader> {
  const codes = new Set(coupons.flatMap((coupon) => stationsIn(coupon)?.codes ?? []))
  const stations = await namesOfStations(ctx, codes)
  const names = stations.map(({ code, name, city }) => [code, joined([name, city])] as const)
  return { ctx, products: productsOf(await productLabels(ctx)), stations: new Map(names) }
}

function openView(reader: Reader, link: OpenLink, urls: DriverUrls, shown: ShownCode['shown']): OpenView {
  const { handover, coupons, help } = link
  const views = coupons.map((coupon) => couponView(reader, coupon))
  return {
    kind: 'open',
    ...urls,
    state: stateOfLink(link),
    company: handover.company_name,
    name: handover.driver_name,
    plate: handover.plate,
    count: coupons.length,
    coupons: views.slice(0, MAX_LISTED),
    more: Math.max(0, views.length - MAX_LISTED),
    current: nextAfter(views, shown?.position ?? 0),
    shown: shown && shownView(views, shown),
    isMissed: false,
    answers: answersOf(reader.ctx, help),
  }
}

/** The first that works behind the one that is shown, else the first of all. */
function nextAfter(views: readonly DriverCouponView[], position: number): DriverCouponView | null {
  const working = views.filter((view) => view.works && view.position !== position)
  return working.find((view) => view.position > position) ?? working[0] ?? null
}

function shownView(
  views: readonly DriverCouponView[],
  { position, qr }: NonNullable<ShownCode['shown']>,
): ShownCodeView | null {
  const coupon = views.find((view) => view.position === position)
  return coupon ? { coupon, ...qr } : null
}

/** The dispatcher's, the newest first. */
export function answersOf(ctx: Context, help: OpenLink['help']): AnswerView[] {
  return help.flatMap(({ settled_at: at, settled_by: by, answer }) =>
    at !== null && by !== null ? [{ at: momentOf(at, ctx), text: answer ?? '' }] : [],
  )
}

export function momentOf(at: Date | null, { locale }: Pick<Context, 'locale'>): string {
  return at === null ? '' : formatDateTime(almatyWallClock(at), locale)
}

export function couponView(reader: Reader, coupon: DriverCoupon): DriverCouponView {
  const { ctx, products } = reader
  const { position, number, product, decision, valid_until: until, valid_from: from } = coupon
  const { t, locale } = wordsFor(ctx.locale)
  return {
    ...{ position, number, product },
    fuel: products.nameOf(product),
    volume: formatVolume(coupon.remaining > 0 ? coupon.remaining : coupon.volume, locale),
    where: whereOf(reader, coupon),
    until: t('driver:untilInclusive', { date: formatDate(until, locale) }),
    from: from > businessDay(ctx.now) ? formatDate(from, locale) : null,
    remainder: remainderOf(coupon),
    works: decision.status === 'approved' && coupon.is_ours === 1 && coupon.is_returned === 0,
    ...(coupon.is_returned
      ? { state: t('driver:state.gone'), badge: 'over' as const }
      : stateInWords(ctx, coupon)),
  }
}

/** What of a link that has ended was not used is the driver's no more. */
function overView(reader: Reader, coupon: DriverCoupon): DriverCouponView {
  const view = couponView(reader, coupon)
  if (coupon.state === 'redeemed' || coupon.state === 'expired') return view
  const state = wordsFor(reader.ctx.locale).t('driver:state.gone')
  return { ...view, works: false, state, badge: 'over' }
}

function whereOf({ ctx, stations }: Reader, coupon: DriverCoupon): string {
  const { t, locale } = wordsFor(ctx.locale)
  const rule = stationsIn(coupon)
  if (!rule) return t('driver:anywhere')
  const named = rule.codes.slice(0, MAX_STATIONS).map((code) => stations.get(code) ?? code)
  const more = rule.codes.length - named.length
  const rest = more > 0 ? [t('driver:moreStations', { n: formatInteger(more, locale) })] : []
  return t(`driver:${rule.are}`, { stations: joined([...named, ...rest]) })
}

function stateInWords(ctx: Context, coupon: DriverCoupon): Pick<DriverCouponView, 'state' | 'badge'> {
  const { t } = wordsFor(ctx.locale)
  const { state, decision, redeemed_at: redeemedAt } = coupon
  if (state === 'redeemed') {
    const moment = momentOf(redeemedAt, ctx)
    return {
      state: moment ? t('driver:state.redeemed', { moment }) : t('driver:state.redeemedPlain'),
      badge: 'used',
    }
  }
  if (state === 'expired') return { state: t('driver:state.expired'), badge: 'over' }
  if (state === 'blocked_by_client' || state === 'blocked_by_issuer')
    return { state: t('driver:state.blocked'), badge: 'blocked' }
  if (decision.status === 'approved') return { state: t('driver:state.active'), badge: 'active' }
  if (coupon.hold_until !== null && coupon.hold_until > ctx.now)
    return { state: t('driver:state.reserved'), badge: 'waiting' }
  if (coupon.valid_from > businessDay(ctx.now)) return { state: t('driver:state.early'), badge: 'waiting' }
  return { state: t('driver:state.gone'), badge: 'over' }
}
