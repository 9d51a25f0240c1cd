/** Which coupons to take for a fill. Client-safe and pure. */

import type { Day } from '#app/domain/kernel/calendar.ts'

export interface Pickable {
  id: number
  /** Millilitres that are left. */
  volume: number
  /** The last day. */
  until: Day
}

/**
 * The coupons that hold at least `wanted` millilitres with the least left over; among those, that take most from what ends
 * first (then most from what ends next, and so on); among those, the fewest. Null: there is not enough.
 *
 * Exact. A set of sums is a string of bits, so that ten thousand coupons of whole litres take a few milliseconds.
 */
export function pick<Coupon extends Pickable>(stock: readonly Coupon[], wanted: number): Coupon[] | null {
  const held = stock.filter(({ volume }) => volume > 0)
  const total = held.reduce((sum, { volume }) => sum + volume, 0)
  if (wanted <= 0 || total < wanted) return null
  const unit = held.reduce((divisor, { volume }) => gcd(divisor, volume), 0)
  const days = daysOf(held, unit)
  const least = Math.ceil(wanted / unit)
  const largest = Math.max(...days.flatMap(({ sizes }) => [...sizes.keys()]))
  // Taking one after the other until it is enough goes over by less than one coupon.
  const room = Math.min(total / unit, least + largest - 1)
  const from = sumsFromEachDay(days, room)
  let rest = firstAtLeast(from[0] as Uint32Array, least)
  const picked: Coupon[] = []
  for (const [at, day] of days.entries()) {
    if (rest === 0) break
    const share = largestShare(day, from, at, rest)
    picked.push(...fewest(day, share))
    rest -= share
  }
  return picked
}

/** What ends on one day: coupons by their size in units, each size's by id. */
interface PickDay<Coupon> {
  sizes: Map<number, Coupon[]>
}

function daysOf<Coupon extends Pickable>(stock: readonly Coupon[], unit: number): PickDay<Coupon>[] {
  const byDay = Map.groupBy(stock, ({ until }) => until)
  return [...byDay.keys()].sort().map((until) => {
    const coupons = (byDay.get(until) ?? []).toSorted((one, other) => one.id - other.id)
    return { sizes: Map.groupBy(coupons, ({ volume }) => volume / unit) }
  })
}

/** For each day the sums that its coupons and later ones can have; the last is that of no coupon. */
function sumsFromEachDay(days: readonly PickDay<unknown>[], room: number): Uint32Array[] {
  const from: Uint32Array[] = [noCoupon(room)]
  for (const day of days.toReversed()) from.unshift(withDay(from[0] as Uint32Array, day, room))
  return from
}

function withDay(sums: Uint32Array, { sizes }: PickDay<unknown>, room: number): Uint32Array {
  const together = sums.slice()
  for (const [size, coupons] of sizes)
    for (const { weight } of bundlesOf(size, coupons.length, room)) addShifted(together, weight)
  return together
}

/** As much as can come from this day, if the rest can come from later ones. */
function largestShare(day: PickDay<unknown>, from: readonly Uint32Array[], at: number, rest: number): number {
  const own = at === from.length - 2 ? (from[at] as Uint32Array) : withDay(noCoupon(rest), day, rest)
  const later = from[at + 1] as Uint32Array
  for (let share = rest; share > 0; share--) if (has(own, share) && has(later, rest - share)) return share
  return 0
}

/** So many coupons of one size, taken together or not at all: of any number some bundles add up to it. */
interface Bundle {
  weight: number
  coupons: number
}

function bundlesOf(size: number, count: number, room: number): Bundle[] {
  const bundles: Bundle[] = []
  let left = Math.min(count, Math.floor(room / size))
  for (let coupons = 1; left > 0; coupons *= 2) {
    const taken = Math.min(coupons, left)
    bundles.push({ weight: taken * size, coupons: taken })
    left -= taken
  }
  return bundles
}

/** The fewest coupons of a day that make a sum which they can make. */
function fewest<Coupon>({ sizes }: PickDay<Coupon>, sum: number): Coupon[] {
  if (sum === 0) return []
  const few = asFewAsCanBe(sizes, sum)
  if (few) return few
  const bundles = [...sizes].flatMap(([size, coupons]) =>
    bundlesOf(size, coupons.length, sum).map((bundle) => ({ ...bundle, size })),
  )
  const counts = new Uint16Array(sum + 1).fill(UNREACHED)
  counts[0] = 0
  const taken = bundles.map(({ weight, coupons }) => takeBundle(counts, weight, coupons))
  const used = new Map<number, number>()
  let left = sum
  for (let at = bundles.length - 1; at >= 0; at--) {
    const { size, weight, coupons } = bundles[at] as Bundle & { size: number }
    if (!has(taken[at] as Uint32Array, left)) continue
    used.set(size, (used.get(size) ?? 0) + coupons)
    left -= weight
  }
  return [...used].flatMap(([size, count]) => (sizes.get(size) ?? []).slice(0, count))
}

const UNREACHED = 0xffff

/** Lowers the counts of sums by one more bundle. @returns the sums that take it */
function takeBundle(counts: Uint16Array, weight: number, coupons: number): Uint32Array {
  const taken = new Uint32Array((counts.length >>> 5) + 1)
  for (let sum = counts.length - 1; sum >= weight; sum--) {
    const before = counts[sum - weight] as number
    if (before === UNREACHED || before + coupons >= (counts[sum] as number)) continue
    counts[sum] = before + coupons
    taken[sum >>> 5] = (taken[sum >>> 5] as number) | (1 << (sum & 31))
  }
  return taken
}

/**
 * A shortcut: where there are many sizes, some of the largest and one pair make the sum with as few coupons as could hold
 * it at all. Null: that has to be found out by trying every number.
 */
function asFewAsCanBe<Coupon>(sizes: ReadonlyMap<number, readonly Coupon[]>, sum: number): Coupon[] | null {
  const largest = [...sizes]
    .flatMap(([size, coupons]) =>
      coupons.slice(0, Math.floor(sum / size)).map((coupon) => ({ size, coupon })),
    )
    .sort((one, other) => other.size - one.size)
  let bound = 0
  for (let held = 0; held < sum; bound++) held += largest[bound]?.size ?? sum
  if (bound === 1) return largest[0]?.size === sum ? [largest[0].coupon] : null
  for (let offset = 0; offset + bound <= largest.length && offset < MAX_OFFSETS; offset++) {
    const taken = largest.slice(offset, offset + bound - 2)
    const pair = pairOf(
      largest.slice(offset + bound - 2),
      taken.reduce((left, { size }) => left - size, sum),
    )
    if (pair) return [...taken.map(({ coupon }) => coupon), ...pair]
  }
  return null
}

/** From how many places on the largest are tried. */
const MAX_OFFSETS = 20

function pairOf<Coupon>(
  coupons: readonly { size: number; coupon: Coupon }[],
  sum: number,
): [Coupon, Coupon] | null {
  const seen = new Map<number, Coupon>()
  for (const { size, coupon } of coupons) {
    const other = seen.get(sum - size)
    if (other) return [other, coupon]
    seen.set(size, coupon)
  }
  return null
}

/** The sums that no coupon makes, as bits up to `room`. */
function noCoupon(room: number): Uint32Array {
  const sums = new Uint32Array((room >>> 5) + 1)
  sums[0] = 1
  return sums
}

/** Each sum also with `weight` more; what goes beyond the room is forgotten. */
function addShifted(sums: Uint32Array, weight: number): void {
  const words = weight >>> 5
  const bits = weight & 31
  for (let to = sums.length - 1; to >= words; to--) {
    const low = sums[to - words] as number
    const carried = bits === 0 || to === words ? 0 : (sums[to - words - 1] as number) >>> (32 - bits)
    sums[to] = (sums[to] as number) | (low << bits) | carried
  }
}

function has(sums: Uint32Array, sum: number): boolean {
  return ((sums[sum >>> 5] ?? 0) & (1 << (sum & 31))) !== 0
}

function firstAtLeast(sums: Uint32Array, least: number): number {
  let sum = least
  while (!has(sums, sum)) sum++
  return sum
}

function gcd(one: number, other: number): number {
  return other === 0 ? one : gcd(other, one % other)
}
