import type { Decline } from '#app/domain/authorizations/decision.ts'
import { declineCodes } from '#app/domain/authorizations/decline-codes.ts'
import { instrumentName } from '#app/domain/cards/cards.ts'
import type { DeclineFilter } from '#app/domain/declines/declines.input.server.ts'
import type { DeclinedRequest } from '#app/domain/declines/declines.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { Actor, Context } from '#app/domain/kernel/context.ts'
import type { Page } from '#app/domain/kernel/page.server.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import { type Products, productsOf } from '#app/ui/layout/products.ts'
import { declineView } from '#app/views/authorizations/decline-view.server.ts'
import { sayByKey } from '#locales/i18n.server.ts'
import type { Locale } from '#locales/index.ts'
import { i18nFor } from '#locales/words.server.ts'
import type { DeclineListView, DeclinePageView, DeclineRowView } from './declines-view.ts'
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

/** What a list of declines shows, and no more. */
export function declineListView(
  page: Page<DeclinedRequest>,
  filter: DeclineFilter,
  reader: Reader,
): DeclineListView {
  const { q, code, whose, station, from, to, card, coupon } = filter
  const rows = page.rows.map((row) => declineRow(row, reader))
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
export function declineRow(declined: DeclinedRequest, reader: Reader): DeclineRowView {
  const { id, company_id: companyId, instrument_number: number, decline } = declined
  const isStaff = reader.actor.kind === 'staff'
  const base = isStaff && companyId !== null ? `/admin/companies/${companyId}` : ''
  const href =
    declined.card_id !== null
      ? `${base}/cards/${declined.card_id}`
      : declined.coupon_id !== null
        ? `${base}/coupons/${declined.coupon_id}`
        : null
  const { text, todo, owner, whose } = declineView(decline, reader.locale, reader.products)
  return {
    ...{ id, href, text, todo, owner, whose },
    page: `${isStaff ? '/admin' : ''}/refusals/${id}`,
    at: almatyWallClock(declined.created_at),
    instrument:
      number === null ? '' : instrumentName({ instrument_number: number, coupon_id: declined.coupon_id }),
    numberOnly: declined.presented === 'number',
    holder: declined.holder ?? '',
    plate: declined.plate ?? '',
    company:
      isStaff && companyId !== null
        ? { name: declined.company_name ?? '', href: `/admin/companies/${companyId}` }
        : null,
    station: declined.station_name ?? declined.station_code,
    city: declined.station_city ?? '',
    product: declined.product,
    asked: { volume: declined.asked_volume, amount: declined.asked_amount },
    help: isStaff ? null : helpFor(declined, decline, reader),
  }
}

/** What the page of one decline shows, and no more. */
export function declinePageView(declined: DeclinedRequest, reader: Reader): DeclinePageView {
  const { card_id: card, coupon_id: coupon, product, asked_volume: volume, decline } = declined
  const isStaff = reader.actor.kind === 'staff'
  const others = decline.figures.also ?? []
  const query = new URLSearchParams({
    ...(card === null ? {} : { card: String(card) }),
    ...(coupon === null ? {} : { coupon: String(coupon) }),
    station: declined.station_code,
    ...(product ? { product } : {}),
    ...(volume ? { volume: String(volume / 1_000) } : {}),
  })
  return {
    ...declineRow(declined, reader),
    operationId: declined.operation_id,
    stationHref: declined.station_name
      ? `${isStaff ? '/admin' : ''}/stations/${encodeURIComponent(declined.station_code)}`
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
