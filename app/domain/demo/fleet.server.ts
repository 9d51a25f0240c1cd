import { assign } from '#app/domain/assignments/assignments.server.ts'
import { listCards } from '#app/domain/cards/card-lists.server.ts'
import { addDriver } from '#app/domain/drivers/drivers.server.ts'
import { addDays, businessDay, dayBounds } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { productsInText } from '#app/domain/products/products.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { readFillOdometer } from '#app/domain/vehicles/readings.server.ts'
import { addVehicle } from '#app/domain/vehicles/vehicles.server.ts'

/** What the demo's first cards belong to; tank in litres, norm in litres a hundred kilometres. */
const FLEET = [
  {
    name: 'Жұмабаев Ерлан',
    phone: '+77017654321',
    make: 'КамАЗ 65115',
    tank: 350,
    norm: 32,
    changedDaysAgo: 20,
  },
  { name: 'Ким Сергей', phone: '+77025550134', make: 'MAN TGS', tank: 600, norm: 34, changedDaysAgo: null },
  { name: 'Сәрсенова Айгерім', phone: '', make: 'ГАЗель NEXT', tank: 80, norm: 13, changedDaysAgo: null },
] as const

const SINCE_DAYS = 120

/** Drivers and vehicles with cards since months ago, one card handed on lately, and the odometers of its last full tanks. */
export async function demoFleet(client: Context, companyId: CompanyId): Promise<void> {
  const { rows: cards } = await listCards(client, companyId, { status: 'active' })
  const today = businessDay(client.now)
  const from = (daysAgo: number) => {
    const date = addDays(today, -daysAgo)
    return { date, from: dayBounds(date).from, hasTime: false }
  }
  const drivers: number[] = []
  for (const { name, phone } of FLEET)
    drivers.push(await addDriver(client, companyId, { name, phone, locale: 'ru', comment: '' }))
  for (const [index, { make, tank, norm, changedDaysAgo }] of FLEET.entries()) {
    const card = cards[index]
    if (!card) continue
    const [product = null] = productsInText(card.products)
    const facts = { make, product, tank: tank * 1_000, norm: norm * 1_000 }
    const vehicle = await addVehicle(client, companyId, {
      plate: card.plate || `${index + 1}01 KZT 02`,
      ...facts,
    })
    const instrument = { kind: 'card', id: card.id } as const
    await assign(client, companyId, instrument, { driver: drivers[index], vehicle, ...from(SINCE_DAYS) })
    if (changedDaysAgo !== null)
      await assign(client, companyId, instrument, { driver: drivers[1], ...from(changedDaysAgo) })
    await readFullTanks(client, companyId, vehicle, norm * (index === 0 ? 1.12 : 0.96))
  }
}

/** As if every fill had filled the tank up: so much further on as what it took lasts. */
async function readFullTanks(
  client: Context,
  companyId: CompanyId,
  vehicle: number,
  per100: number,
): Promise<void> {
  const fills = (await lastTransactions(client, companyId, { vehicle }, 6)).filter(({ volume }) => volume > 0)
  let km = 148_200
  for (const [index, { id, volume }] of fills.reverse().entries()) {
    if (index > 0) km += Math.round(volume / 10 / per100)
    await readFillOdometer(client, companyId, id, { km, full: true, confirmed: true })
  }
}
