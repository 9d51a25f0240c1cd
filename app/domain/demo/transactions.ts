import { addDays, type Day, daysBetween, startOfWeek } from '#app/domain/kernel/calendar.ts'
import type { DemoCard } from './cards.ts'
import type { DemoClient } from './clients.ts'
import type { DemoCoupon } from './coupons.ts'
import { type DemoProduct, demoPrice } from './prices.ts'
import type { SeededRandom } from './random.ts'
import { CLOSED_SINCE_DAYS, closedDemoStation, type DemoStation, demoStations } from './stations.ts'

export interface DemoTransaction {
  day: Day
  time: string
  number: string
  client: DemoClient
  station: DemoStation
  product: DemoProduct
  /** Hundredths of a litre. */
  volume: number
  /** Whole tenge. */
  price: number
  receipt: string
}

const YEAR_DAYS = 365

/** A year up to yesterday: every card by its company's seasons, fewer on Sundays, and each coupon that was used. */
export function demoTransactions(
  random: SeededRandom,
  today: Day,
  cards: readonly DemoCard[],
  coupons: readonly DemoCoupon[],
): DemoTransaction[] {
  const made: Omit<DemoTransaction, 'receipt'>[] = []
  for (let daysAgo = YEAR_DAYS; daysAgo > 0; daysAgo--) {
    const day = addDays(today, -daysAgo)
    for (const card of cards) {
      if (!random.chance(0.28 * busynessOf(card.client, day))) continue
      const fill = byCard(random, card, day, daysAgo)
      if (day <= card.usedUntil) made.push(fill)
    }
  }
  for (const coupon of coupons) {
    if (coupon.redeemedOn) made.push(byCoupon(random, coupon, coupon.redeemedOn, today))
  }
  made.sort((a, b) => (a.day + a.time < b.day + b.time ? -1 : 1))
  return made.map((transaction, index) => ({ ...transaction, receipt: String(100_001 + index) }))
}

function busynessOf(client: DemoClient, day: Day): number {
  const season = client.seasons[Number(day.slice(5, 7)) - 1] ?? 1
  const isSunday = addDays(startOfWeek(day), 6) === day
  return season * (isSunday ? 0.35 : 1)
}

function byCard(random: SeededRandom, card: DemoCard, day: Day, daysAgo: number) {
  const product = inSeason(card.product, day)
  return {
    ...placeOf(random, card.client, product, daysAgo),
    day,
    number: card.number,
    client: card.client,
    product,
    volume: random.between(card.dailyLimit * 12, card.dailyLimit * 50),
    price: demoPrice(product, daysAgo),
  }
}

function byCoupon(random: SeededRandom, coupon: DemoCoupon, day: Day, today: Day) {
  const { number, client, product, price } = coupon
  return {
    ...placeOf(random, client, product, daysBetween(day, today)),
    day,
    number,
    client,
    product,
    volume: coupon.volume * 100,
    price,
  }
}

/** Diesel of summer freezes. */
function inSeason(product: DemoProduct, day: Day): DemoProduct {
  const month = Number(day.slice(5, 7))
  return product === 'diesel' && (month >= 11 || month <= 3) ? 'diesel_winter' : product
}

/** Mostly at home, by daylight. */
function placeOf(random: SeededRandom, client: DemoClient, product: DemoProduct, daysAgo: number) {
  const open = demoStations.filter(
    (station) =>
      station.products.includes(product) && (station !== closedDemoStation || daysAgo > CLOSED_SINCE_DAYS),
  )
  const near = open.filter(({ city }) => city === client.city)
  const choice = near.length > 0 && random.chance(0.75) ? near : open
  const station = choice[random.between(0, choice.length - 1)] ?? demoStations[0]
  if (!station) throw new Error('the demo has no stations')
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    station,
    time: `${two(random.between(6, 21))}:${two(random.between(0, 59))}:${two(random.between(0, 59))}`,
  }
}
