import { addDays, type Day } from '#app/domain/kernel/calendar.ts'
import { type DemoClient, demoClients, demoDrivers } from './clients.ts'
import type { DemoProduct } from './prices.ts'
import type { SeededRandom } from './random.ts'

export interface DemoCard {
  number: string
  client: DemoClient
  holder: string
  plate: string
  product: DemoProduct
  dailyLimit: number
  monthlyLimit: number
  /** Tenge. */
  balance: number
  status: 'Активна' | 'Заблокирована' | 'Утеряна'
  validUntil: Day
  /** Its last day at a pump: what ended or was stopped fuels no more. */
  usedUntil: Day
}

const TANKS: Record<DemoProduct, number> = {
  ai92: 50,
  ai95: 55,
  ai98: 55,
  diesel: 160,
  diesel_winter: 160,
  lpg: 45,
}

/** 40 cards; one was lost, two are blocked by the issuer, one has run out. */
export function demoCards(random: SeededRandom, today: Day): DemoCard[] {
  const cards = demoClients.flatMap((client) =>
    Array.from({ length: client.cards }, (_, index): DemoCard => {
      const product = client.products[index % client.products.length] ?? client.products[0]
      const dailyLimit = TANKS[product] * 2
      return {
        number: `7825${random.digits(12)}`,
        client,
        holder: random.pick(demoDrivers),
        plate: `${random.digits(3)}${random.pick(['ABC', 'KZA', 'BMW', 'TTT'])}${random.pick(['02', '05', '13', '19'])}`,
        product,
        dailyLimit,
        monthlyLimit: dailyLimit * 12,
        balance: random.between(40_000, 900_000),
        status: 'Активна',
        validUntil: addDays(today, random.between(90, 900)),
        usedUntil: today,
      }
    }),
  )
  const change = (at: number, what: Partial<DemoCard>) => Object.assign(cards[at] ?? {}, what)
  change(5, { status: 'Утеряна', usedUntil: addDays(today, -9) })
  change(9, { status: 'Заблокирована', usedUntil: addDays(today, -3) })
  change(17, { status: 'Заблокирована', usedUntil: addDays(today, -21) })
  change(12, { validUntil: addDays(today, -6), usedUntil: addDays(today, -6) })
  return cards
}
