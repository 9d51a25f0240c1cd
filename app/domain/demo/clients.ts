import { binCheckDigit } from '#app/domain/companies/bin.ts'
import type { DemoProduct } from './prices.ts'

export interface DemoClient {
  bin: string
  name: string
  contract: string
  email: string
  phone: string
  city: string
  /** How busy each month is, January first, beside 1 for an ordinary one. */
  seasons: readonly number[]
  cards: number
  /** Its part of all coupons. */
  coupons: number
  /** What its vehicles burn. */
  products: readonly [DemoProduct, ...DemoProduct[]]
}

const EVEN = [0.9, 0.9, 1, 1, 1, 1, 1, 1, 1, 1.05, 1.05, 1.1]
const FIELDS = [0.2, 0.2, 0.4, 1.4, 2, 1, 0.8, 1.8, 2.2, 1, 0.4, 0.2]
const BUILDING = [0.3, 0.3, 0.6, 1, 1.4, 1.6, 1.6, 1.6, 1.4, 1.1, 0.6, 0.3]

/** When the contracts of all of them were signed, before the year that is told. */
export const SIGNED_DAYS_AGO = 400

let made = 0

/** The first is the demo client's own, the second is hers too. */
export const demoClients: readonly DemoClient[] = [
  client('180540', 'ТОО «Алтын Дала Транс»', 'Алматы', EVEN, 14, 700, ['diesel', 'diesel', 'diesel', 'ai92']),
  client('150140', 'ТОО «Қыран Логистик»', 'Алматы', EVEN, 8, 400, ['diesel', 'ai95', 'ai92']),
  client('090640', 'ТОО «Жетісу Егін»', 'Талдықорған', FIELDS, 6, 350, ['diesel']),
  client('121140', 'ТОО «Сарыарқа Құрылыс»', 'Астана', BUILDING, 6, 250, ['diesel', 'diesel', 'ai92']),
  client('200240', 'ТОО «Береке Такси»', 'Шымкент', EVEN, 4, 200, ['lpg', 'ai92']),
  client('060940', 'ТОО «Ұлы Жол Экспресс»', 'Қарағанды', EVEN, 2, 100, ['diesel', 'ai95']),
]

function client(
  founded: string,
  name: string,
  city: string,
  seasons: readonly number[],
  cards: number,
  coupons: number,
  products: DemoClient['products'],
): DemoClient {
  const number = ++made
  return {
    bin: binFrom(founded, number),
    name,
    contract: `${100 + number * 7}-ГСМ`,
    // A domain that nobody can own: a letter of the demo's can reach nobody.
    email: `fuel@client-${number}.example`,
    phone: `+7 (727) 250-10-0${number}`,
    city,
    seasons,
    cards,
    coupons,
    products,
  }
}

/** Who asks for access. */
export const demoApplicant = { bin: binFrom('211040', 7) }

function binFrom(founded: string, number: number): string {
  for (let serial = number * 101; ; serial++) {
    const first = founded + String(serial).padStart(5, '0')
    const digit = binCheckDigit(first)
    if (digit !== null) return first + digit
  }
}

export const demoDrivers: readonly [string, ...string[]] = [
  'Ахметов Ерлан',
  'Қуанышбаев Дәурен',
  'Петренко Виктор',
  'Жұмабеков Нұрлан',
  'Сейтова Гүлмира',
  'Ким Сергей',
  'Оспанов Бауыржан',
  'Иванова Ольга',
  'Төлегенов Самат',
  'Мұратов Әлихан',
]
