import { csvLine, textCell } from '#app/domain/exports/csv.ts'
import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import { addDays, type Day } from '#app/domain/kernel/calendar.ts'
import { demoCards } from './cards.ts'
import { demoClients, SIGNED_DAYS_AGO } from './clients.ts'
import { demoCoupons } from './coupons.ts'
import type { DemoProduct } from './prices.ts'
import { SeededRandom } from './random.ts'
import { demoStations } from './stations.ts'
import { demoTransactions } from './transactions.ts'

export interface DemoRegister {
  kind: RegisterKind
  name: string
  text: string
}

const SEED = 20_260_101

const FUELS: Record<DemoProduct, string> = {
  ai92: 'АИ-92',
  ai95: 'АИ-95',
  ai98: 'АИ-98',
  diesel: 'ДТ',
  diesel_winter: 'ДТ зимнее',
  lpg: 'СУГ',
}

/** What 1C would have written this morning, in the order in which one register needs another. */
export function demoRegisters(today: Day): DemoRegister[] {
  const random = new SeededRandom(SEED)
  const cards = demoCards(random, today)
  const coupons = demoCoupons(random, today)
  const transactions = demoTransactions(random, today, cards, coupons)
  return [
    register(
      'companies',
      'Код;Наименование;БИН/ИИН;Договор;Дата договора;E-mail;Телефон;Город',
      demoClients.map((client, index) => [
        `К${1_001 + index}`,
        client.name,
        client.bin,
        client.contract,
        local(addDays(today, -SIGNED_DAYS_AGO)),
        client.email,
        client.phone,
        client.city,
      ]),
    ),
    register(
      'stations',
      'Код АЗС;Наименование;Город;Адрес;Широта;Долгота;Виды топлива;Режим работы',
      demoStations.map(({ code, name, city, address, latitude, longitude, products }) => [
        code,
        name,
        city,
        address,
        latitude,
        longitude,
        products.map((product) => FUELS[product]).join(', '),
        '24/7',
      ]),
    ),
    register(
      'cards',
      'Номер карты;БИН;Держатель;Гос. номер;Вид топлива;Лимит в сутки, л;Лимит в месяц, л;Остаток, тг;Статус;Срок действия',
      cards.map((card) => [
        card.number,
        card.client.bin,
        card.holder,
        card.plate,
        card.product === 'diesel' ? 'ДТ, ДТ зимнее' : FUELS[card.product],
        String(card.dailyLimit),
        String(card.monthlyLimit),
        String(card.balance),
        card.status,
        local(card.validUntil),
      ]),
    ),
    register(
      'coupons',
      'Номер талона;БИН клиента;Вид топлива;Номинал, л;Цена, тг;Действует с;Действует по;Статус;Партия;QR',
      coupons.map((coupon) => [
        coupon.number,
        coupon.client.bin,
        FUELS[coupon.product],
        String(coupon.volume),
        String(coupon.price),
        local(coupon.validFrom),
        local(coupon.validUntil),
        coupon.status,
        coupon.batch,
        coupon.qr,
      ]),
    ),
    register(
      'transactions',
      'Дата;Время;Номер карты/талона;БИН;АЗС;Вид топлива;Количество, л;Цена, тг;Сумма, тг;Чек №',
      transactions.map((each) => [
        local(each.day),
        each.time,
        each.number,
        each.client.bin,
        each.station.code,
        FUELS[each.product],
        hundredths(each.volume),
        String(each.price),
        hundredths(each.volume * each.price),
        each.receipt,
      ]),
    ),
  ]
}

function register(kind: RegisterKind, titles: string, rows: readonly (readonly string[])[]): DemoRegister {
  const lines = rows.map((cells) => csvLine(cells.map(textCell)))
  return { kind, name: `demo-${kind}.csv`, text: `${titles}\r\n${lines.join('')}` }
}

/** `05.03.2026` */
function local(day: Day): string {
  return `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}`
}

/** 12345 -> `123,45` */
function hundredths(value: number): string {
  const digits = String(value).padStart(3, '0')
  return `${digits.slice(0, -2)},${digits.slice(-2)}`
}
