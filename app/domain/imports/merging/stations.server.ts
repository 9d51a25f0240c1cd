import type { Context } from '#app/domain/kernel/context.ts'
import { productsInText, textOfProducts } from '#app/domain/products/products.ts'
import {
  addStations,
  changeStations,
  findStationsByCodes,
  type StationFacts,
} from '#app/domain/stations/stations.server.ts'
import type { StationRow } from '#db/queries/stations/stations.ts'
import type { GoodRow, StationRecord } from '../parsing/records.ts'
import {
  type BatchResult,
  compareRows,
  isEqual,
  lackingForNew,
  type Merge,
  type MergeOptions,
} from './merge.ts'
import type { Shown } from './outcome.ts'

/** What the register leaves out stays as it is. */
export class StationMerge implements Merge<'stations'> {
  async mergeBatch(
    ctx: Context,
    rows: readonly GoodRow<'stations'>[],
    options: MergeOptions,
  ): Promise<BatchResult> {
    const codes = rows.map(({ record }) => record.code)
    const found = await findStationsByCodes(ctx, codes, { lock: options.write })
    const here = new Map(found.map((station) => [station.code, station]))
    const { result, added, changed } = compareRows(
      rows,
      options,
      ({ code }) => here.get(code),
      (row, before) => {
        const lacking = lackingForNew('stations', row, before)
        if (lacking) return lacking
        const facts = factsOf(row.record, before)
        const from = before ? shownOf(factsOfRow(before)) : null
        const to = shownOf(facts)
        const isSame = from !== null && isEqual(from, to)
        return {
          isSame,
          key: row.record.code,
          shown: [from, to],
          earlier: () => (before ? factsOfRow(before) : {}),
          facts: () => facts,
        }
      },
    )
    if (added.length > 0) {
      await addStations(
        ctx,
        added.map(({ record, facts }) => ({ ...facts, code: record.code })),
      )
    }
    if (changed.length > 0) await changeStations(ctx, changed)
    return result
  }

  async finish(): Promise<void> {}
}

function factsOf(record: StationRecord, before: StationRow | undefined): StationFacts {
  return {
    name: record.name ?? before?.name ?? '',
    city: record.city ?? before?.city ?? '',
    address: record.address ?? before?.address ?? '',
    latitude: record.latitude ?? before?.latitude ?? null,
    longitude: record.longitude ?? before?.longitude ?? null,
    products: record.products ?? productsInText(before?.products ?? ''),
    hours: record.hours ?? before?.hours ?? '',
    status: record.status ?? (before?.status === 'closed' ? 'closed' : 'open'),
  }
}

export function factsOfRow(row: StationRow): StationFacts {
  const { name, city, address, latitude, longitude, hours, status } = row
  return { name, city, address, latitude, longitude, hours, status, products: productsInText(row.products) }
}

export function shownOf(station: StationFacts): Shown {
  const { name, city, address, latitude, longitude, products, hours, status } = station
  return {
    ...{ name, city, address, latitude, longitude },
    products: textOfProducts(products),
    ...{ hours, status },
  }
}
