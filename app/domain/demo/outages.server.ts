import { addDays, businessDay, dayBounds } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { closeStation, recordShortage } from '#app/domain/stations/outages.server.ts'
import { findStationByCode } from '#app/domain/stations/station-details.server.ts'
import { CLOSED_SINCE_DAYS, closedDemoStation, demoStations } from './stations.ts'

/** A station that is closed for some weeks, another without diesel, a third that gives little of it. */
export async function disturbDemoStations(staff: Context): Promise<void> {
  const closed = closedDemoStation
  const [, , empty, , rationed] = demoStations
  if (!empty || !rationed) throw new Error('the demo has too few stations')
  const after = (days: number) => dayBounds(addDays(businessDay(staff.now), days)).from
  const versionOf = async (code: string) => (await findStationByCode(staff, code)).version
  await closeStation(staff, closed.code, {
    ...{ startsAt: after(-CLOSED_SINCE_DAYS), endsAt: after(14), reason: 'Ремонт колонок' },
    version: await versionOf(closed.code),
  })
  const shortage = { product: 'diesel', startsAt: null, endsAt: after(2), reason: 'Ожидается поставка' }
  await recordShortage(staff, empty.code, {
    ...shortage,
    cap: null,
    version: await versionOf(empty.code),
  })
  await recordShortage(staff, rationed.code, {
    ...shortage,
    cap: 60_000,
    version: await versionOf(rationed.code),
  })
}
