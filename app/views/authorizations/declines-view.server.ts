import type { Decline } from '#app/domain/authorizations/decision.ts'
import { declineCodes } from '#app/domain/authorizations/decline-codes.ts'
import { instrumentName } from '#app/domain/cards/cards.ts'
import type { RefusalFilter } from '#app/domain/declines/declines.input.server.ts'
import type { Refusal } from '#app/domain/declines/declines.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { Actor, Context } from '#app/domain/kernel/context.ts'
import type { Page } from '#app/domain/kernel/page.server.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import { type Products, productsOf } from '#app/ui/layout/products.ts'
import { declineView } from '#app/views/authorizations/decline-view.server.ts'
import { sayByKey } from '#locales/i18n.server.ts'
import type { Locale } from '#locales/index.ts'
import { i18nFor } from '#locales/words.server.ts'
import type { RefusalListView, RefusalPageView, RefusalRowView } from './declines-view.ts'
import { helpFor } from './help-link.server.ts'

/** Who reads the list, and in which words. */
export interface Reader {
  actor: Actor
  locale: Locale
  products: Products
  supportEmail: string
}

export async function readerOf(ctx: Context): Promise<Reader> {
  const products = productsOf(await productLabels(ctx))
  return { actor: ctx.actor, locale: ctx.locale, products, supportEmail: ctx.settings.supportEmail }
}

/** What a list of refusals shows, and no more. */
export function refusalListView(page: Page<Refusal>, filter: RefusalFilter, reader: Reader): RefusalListView {
  const { q, code, whose, station, from, to, card, coupon } = filter
  const rows = page.rows.map((row) => refusalRow(row, reader))
  const i18n = i18nFor(reader.locale)
  return {
    rows,
    filter: { q, code, whose, station, from, to, card: card?.toString(), coupon: coupon?.toString() },
    instrument: card || coupon ? (rows[0]?.instrument ?? null) : null,
    codes: declineCodes
      .map((value) => ({ value, label: sayByKey(i18n, `declines:code.${value}.pump`) }))
      .sort((a, b) => a.label.localeCompare(b.label, reader.locale)),
    previousCursor: page.previousCursor,
    nextCursor: page.nextCursor,
  }
}

/** Staff come to the client's things by the company's address. */
export function refusalRow(refusal: Refusal, reader: Reader): RefusalRowView {
  const { id, company_id: companyId, instrument_number: number, decline } = refusal
  const isStaff = reader.actor.kind === 'staff'
  const base = isStaff && companyId !== null ? `/admin/companies/${companyId}` : ''
  const href =
    refusal.card_id !== null
      ? `${base}/cards/${refusal.card_id}`
      : refusal.coupon_id !== null
        ? `${base}/coupons/${refusal.coupon_id}`
        : null
  const { text, todo, owner, whose } = declineView(decline, reader.locale, reader.products)
  return {
    ...{ id, href, text, todo, owner, whose },
    page: `${isStaff ? '/admin' : ''}/refusals/${id}`,
    at: almatyWallClock(refusal.created_at),
    instrument:
      number === null ? '' : instrumentName({ instrument_number: number, coupon_id: refusal.coupon_id }),
    numberOnly: refusal.presented === 'number',
    holder: refusal.holder ?? '',
    plate: refusal.plate ?? '',
    company:
      isStaff && companyId !== null
        ? { name: refusal.company_name ?? '', href: `/admin/companies/${companyId}` }
        : null,
    station: refusal.station_name ?? refusal.station_code,
    city: refusal.station_city ?? '',
    product: refusal.product,
    asked: { volume: refusal.asked_volume, amount: refusal.asked_amount },
    help: isStaff ? null : helpFor(refusal, decline, reader),
  }
}

/** What the page of one refusal shows, and no more. */
export function refusalPageView(refusal: Refusal, reader: Reader): RefusalPageView {
  const { card_id: card, coupon_id: coupon, product, asked_volume: volume, decline } = refusal
  const isStaff = reader.actor.kind === 'staff'
  const others = decline.figures.also ?? []
  const query = new URLSearchParams({
    ...(card === null ? {} : { card: String(card) }),
    ...(coupon === null ? {} : { coupon: String(coupon) }),
    station: refusal.station_code,
    ...(product ? { product } : {}),
    ...(volume ? { volume: String(volume / 1_000) } : {}),
  })
  return {
    ...refusalRow(refusal, reader),
    operationId: refusal.operation_id,
    stationHref: refusal.station_name
      ? `${isStaff ? '/admin' : ''}/stations/${encodeURIComponent(refusal.station_code)}`
      : null,
    also: others.map((other) => {
      const { text, owner } = declineView(
        { status: 'declined', ...other, figures: {} },
        reader.locale,
        reader.products,
      )
      return { text, owner }
    }),
    checkHref: card === null && coupon === null ? null : `/check?${query}`,
  }
}

/** Says declines in the reader's language. */
export async function declineSayer(ctx: Context): Promise<(decline: Decline) => string> {
  const { products } = await readerOf(ctx)
  return (decline) => declineView(decline, ctx.locale, products).text
}
