import { listCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { driverChoices } from '#app/domain/drivers/drivers.server.ts'
import { handOver } from '#app/domain/handovers/handing-over.server.ts'
import { HandOver } from '#app/domain/handovers/handovers.input.server.ts'
import { addDays, businessDay, startOfMonth } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { printCoupons } from '#app/domain/prints/printing.server.ts'
import { beginVisit } from '#app/domain/readonly-links/reading.server.ts'
import { createReadonlyLink, findReadonlyLink } from '#app/domain/readonly-links/readonly-links.server.ts'
import { vehicleChoices } from '#app/domain/vehicles/vehicles.server.ts'

/** Coupons that end last, so that none of them is over before the demo is looked at. */
const HANDED = 3

/** Some coupons with a driver by a link, and printed for him: the journals have something to sign. */
export async function demoHandovers(client: Context, companyId: CompanyId): Promise<void> {
  const { rows } = await listCoupons(client, companyId, { status: 'active', sort: '-valid_until' })
  const [driver] = (await driverChoices(client, companyId)).rows
  const [vehicle] = (await vehicleChoices(client, companyId)).rows
  const ids = rows.slice(0, HANDED).map(({ id }) => id)
  if (!driver || ids.length === 0) return
  const input = HandOver.parse({ driverId: String(driver.id), vehicleId: vehicle ? String(vehicle.id) : '' })
  const handover = await handOver(client, companyId, ids, input)
  const sheets = printCoupons(client, companyId, { selection: { handover }, layout: 'a4_8' })
  for await (const _ of sheets);
}

/** Last month for an auditor, who has looked once. */
export async function demoReadonlyLink(client: Context, companyId: CompanyId): Promise<void> {
  const to = addDays(startOfMonth(businessDay(client.now)), -1)
  const period = { from: startOfMonth(to), to }
  const id = await createReadonlyLink(client, companyId, { name: 'ТОО «Аудит Плюс»', ...period, days: 30 })
  const { address } = await findReadonlyLink(client, companyId, id)
  const token = address?.split('/').pop() ?? ''
  await beginVisit({ ...client, actor: { kind: 'guest' } }, token, 'Demo')
}
