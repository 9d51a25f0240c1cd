import { addDays, type Day } from '#app/domain/kernel/calendar.ts'
import { type DemoClient, demoClients } from './clients.ts'
import { type DemoProduct, demoPrice } from './prices.ts'
import type { SeededRandom } from './random.ts'

export interface DemoCoupon {
  number: string
  client: DemoClient
  product: DemoProduct
  /** Litres. */
  volume: number
  price: number
  validFrom: Day
  validUntil: Day
  status: 'Действует' | 'Погашен' | 'Заблокирован' | 'Аннулирован'
  batch: string
  qr: string
  /** When it was used. */
  redeemedOn: Day | null
}

const LIFE_DAYS = 180
const YEAR_DAYS = 360

/** 2,000 coupons, bought in batches over a year: the old ones are used or have run out, of the young ones many are left. */
export function demoCoupons(random: SeededRandom, today: Day): DemoCoupon[] {
  return demoClients.flatMap((client) => {
    const coupons: DemoCoupon[] = []
    for (let batch = 1; coupons.length < client.coupons; batch++) {
      const size = Math.min(50, client.coupons - coupons.length)
      coupons.push(...batchOf(random, today, client, batch, size))
    }
    return coupons
  })
}

function batchOf(
  random: SeededRandom,
  today: Day,
  client: DemoClient,
  number: number,
  size: number,
): DemoCoupon[] {
  const age = random.between(1, YEAR_DAYS)
  const product = random.pick(client.products)
  const volume = random.pick([10, 20, 20, 20, 50])
  const validFrom = addDays(today, -age)
  const shared = {
    client,
    product,
    volume,
    price: demoPrice(product, age),
    validFrom,
    validUntil: addDays(validFrom, LIFE_DAYS),
    batch: `П-${validFrom.slice(0, 7)}-${number}`,
  }
  return Array.from({ length: size }, () => {
    const status = statusAt(random, age)
    const usedAfter = random.between(0, Math.min(age - 1, LIFE_DAYS))
    return {
      ...shared,
      number: `9999${random.digits(16)}`,
      qr: `45${random.digits(8)}`,
      status,
      redeemedOn: status === 'Погашен' ? addDays(validFrom, usedAfter) : null,
    }
  })
}

function statusAt(random: SeededRandom, age: number): DemoCoupon['status'] {
  if (random.chance(0.01)) return 'Аннулирован'
  if (random.chance(age > LIFE_DAYS ? 0.93 : (age / LIFE_DAYS) * 0.7)) return 'Погашен'
  return random.chance(0.03) ? 'Заблокирован' : 'Действует'
}
