import { entriesAbout, reasonIn, record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { allProductCodes } from '#app/domain/products/catalogue.server.ts'
import { productsInText, textOfProducts } from '#app/domain/products/products.ts'
import { selectOutagesOf } from '#db/queries/stations/outages.ts'
import { type StationRow, selectStationByCode, updateStation } from '#db/queries/stations/stations.ts'
import { type NamedStation, outageOf } from './outages.server.ts'
import { weekInText } from './register-hours.ts'
import type { Outage } from './station-fuel.ts'
import type { EditStation } from './stations.input.server.ts'

const HISTORY = 50

/** What staff did with a station. */
export interface StationEvent {
  at: Date
  /** Of the audit log. */
  action: string
  by: string
  reason: string
}

export interface StationDetails extends StationRow {
  /** In force and planned. */
  outages: Outage[]
}

/** @throws DomainError not_found */
export async function findStationByCode(ctx: Context, code: string): Promise<StationDetails> {
  requireRight(ctx, 'see_stations')
  const station = (await selectStationByCode(ctx.db, code)) ?? reject('not_found')
  const outages = await selectOutagesOf(ctx.db, [station.id], ctx.now)
  return { ...station, outages: outages.map(outageOf) }
}

/** The newest first; for staff only. */
export async function listStationEvents(ctx: Context, stationId: number): Promise<StationEvent[]> {
  requireRight(ctx, 'see_any_company_records')
  const entries = await entriesAbout(ctx.db, 'station', stationId, HISTORY)
  return entries.map(({ at, action, actor_label, data }) => ({
    ...{ at, action },
    by: actor_label,
    reason: reasonIn(data),
  }))
}

/** The next register writes over all but the hours that were set here. @throws DomainError not_found, conflict_try_again, product_not_found */
export function editStation(ctx: Context, code: string, input: EditStation): Promise<NamedStation> {
  requireRight(ctx, 'edit_stations')
  return transact(ctx, async (ctx) => {
    const before = (await selectStationByCode(ctx.db, code)) ?? reject('not_found')
    if (before.version !== input.version) reject('conflict_try_again')
    const known = [...(await allProductCodes(ctx)), ...productsInText(before.products)]
    if (input.productIds.some((product) => !known.includes(product)))
      reject('product_not_found', { field: 'productIds' })
    const change = columnsOf(input, before)
    const fields = changedFields(before, change)
    if (fields.length === 0) return { name: before.name }
    if (!(await updateStation(ctx.db, before.id, input.version, change))) reject('conflict_try_again')
    await record(ctx, 'station.edited', { kind: 'station', id: before.id }, { code, fields })
    return { name: change.name }
  })
}

function columnsOf(input: EditStation, before: StationRow) {
  const { name, city, address, latitude, longitude, productIds, week } = input
  return {
    ...{ name, city, address, latitude, longitude },
    products: textOfProducts(productIds),
    week: week ?? weekInText(before.hours),
    own_week: week === null ? 0 : 1,
    number_only: input.numberOnly ? 1 : 0,
  } as const
}

type Column = keyof ReturnType<typeof columnsOf>

/** Each with the name of its field in the log. */
const FIELDS: Record<Column, string> = {
  name: 'station_name',
  city: 'city',
  address: 'address',
  latitude: 'coordinates',
  longitude: 'coordinates',
  products: 'products',
  week: 'opening_hours',
  own_week: 'opening_hours',
  number_only: 'number_only',
}

function changedFields(before: StationRow, change: ReturnType<typeof columnsOf>): string[] {
  const columns = (Object.keys(change) as Column[]).filter((column) => before[column] !== change[column])
  return [...new Set(columns.map((column) => FIELDS[column]))]
}
