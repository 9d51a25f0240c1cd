import { EXPIRES_SOON_DAYS } from '#app/domain/coupons/coupons.ts'
import type { ExpiredCoupon } from '#app/domain/coupons/ending-coupons.server.ts'
import type { ExpiryForecast, ProductForecast } from '#app/domain/expiries/expiries.server.ts'
import { sumOf } from '#app/domain/expiries/forecast.ts'
import { burnsBy, type Span } from '#app/domain/expiries/spans.ts'
import { addDays, daysBetween } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { amountOf } from '#app/domain/kernel/money.ts'
import { may } from '#app/domain/kernel/rights.ts'
import type { ExpiredRow, ExpiryView, ProductExpiry } from './expiry-view.ts'

/** As many last days of a product are shown one by one. */
const MAX_LOTS = 8

export function expiryView(
  { actor }: Context,
  forecast: ExpiryForecast,
  { span, by: unit }: { span: Span; by: ExpiryView['unit'] },
): ExpiryView {
  const { today, products, coupons, remaining, worth, burns, lost, expired } = forecast
  const { starts, series } = burnsBy(span, products, today)
  const until = addDays(today, EXPIRES_SOON_DAYS)
  const soon = sumOf(products.flatMap(({ lots }) => lots.filter((lot) => lot.until <= until)))
  return {
    ...{ today, coupons, remaining, worth, burns, lost, expired, span, unit, starts },
    soon: { until, coupons: soon.coupons, remaining: soon.remaining, burns: soon.burns },
    products: products.map((product) => productExpiry(product, today)),
    series: series.map((row) => ({
      product: row.product,
      values: unit === 'litres' ? row.burns : row.lost,
    })),
    mayAsk: may(actor, 'send_service_requests'),
    mayHandOver: may(actor, 'hand_over_coupons'),
  }
}

function productExpiry(forecast: ProductForecast, today: string): ProductExpiry {
  const { product, remaining, pace, burns, lost, lots } = forecast
  const later = lots.slice(MAX_LOTS)
  const more = sumOf(later)
  return {
    ...{ product, remaining, pace, burns, lost },
    lasts: pace > 0 ? Math.floor(remaining / pace) : null,
    lots: lots.slice(0, MAX_LOTS).map((lot) => ({
      ...{ until: lot.until, coupons: lot.coupons, remaining: lot.remaining, worth: lot.worth },
      ...{ used: lot.used, burns: lot.burns, lost: lot.lost },
      daysLeft: daysBetween(today, lot.until),
    })),
    more: later.length > 0 ? { lots: later.length, remaining: more.remaining, burns: more.burns } : null,
  }
}

/** `requests`: which coupons a request that waits is about. */
export function expiredRow(coupon: ExpiredCoupon, requests: ReadonlyMap<number, number>): ExpiredRow {
  const { id, number, product, valid_until: until, remaining, price } = coupon
  return {
    ...{ id, number, product, until, remaining },
    worth: amountOf(remaining, price),
    requestId: requests.get(id) ?? null,
  }
}
