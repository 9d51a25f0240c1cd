import { addDays, type Day } from '../calendar.ts'
import type { Product } from '../products/products.ts'
import type { Chance } from './chance.ts'
import { type DemoClient, demoClients, demoDrivers } from './clients.ts'

export interface DemoCard {
  number: string
  client: DemoClient
  holder: string
  plate: string
  product: Product
  dailyLimit: number
  monthlyLimit: number
  /** Tenge. */
  balance: number
  status: 'Активна' | 'Заблокирована' | 'Утеряна'
  validUntil: Day
}

const TANKS: Record<Product, number> = {
  ai92: 50,
  ai95: 55,
  ai98: 55,
  diesel: 160,
  diesel_winter: 160,
  lpg: 45,
}

/** 40 cards; one was lost, two are blocked by the issuer, one has run out. */
export function demoCards(chance: Chance, today: Day): DemoCard[] {
  const cards = demoClients.flatMap((client) =>
    Array.from({ length: client.cards }, (_, index): DemoCard => {
      const product = client.products[index % client.products.length] ?? client.products[0]
      const dailyLimit = TANKS[product] * 2
      return {
        number: `7825${chance.digits(12)}`,
        client,
        holder: chance.one(demoDrivers),
        plate: `${chance.digits(3)}${chance.one(['ABC', 'KZA', 'BMW', 'TTT'])}${chance.one(['02', '05', '13', '19'])}`,
        product,
        dailyLimit,
        monthlyLimit: dailyLimit * 12,
        balance: chance.between(40_000, 900_000),
        status: 'Активна',
        validUntil: addDays(today, chance.between(90, 900)),
      }
    }),
  )
  const change = (at: number, what: Partial<DemoCard>) => Object.assign(cards[at] ?? {}, what)
  change(5, { status: 'Утеряна' })
  change(9, { status: 'Заблокирована' })
  change(17, { status: 'Заблокирована' })
  change(12, { validUntil: addDays(today, -6) })
  return cards
}
