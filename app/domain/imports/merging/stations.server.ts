import type { Context } from '#app/domain/kernel/context.ts'
import type { StationRow } from '#db/queries/stations/stations.ts'
import { textOfProducts } from '../../products/products.ts'
import {
  addStations,
  changeStations,
  findStationsByCodes,
  type StationFacts,
} from '../../stations/stations.server.ts'
import type { GoodRow, StationRecord } from '../parsing/records.ts'
import { type BatchResult, compareRows, type Merge, type MergeOptions } from './merge.ts'

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
      ({ record }, before) => {
        const facts = factsOf(record, before)
        return { isSame: before !== undefined && isSame(before, facts), facts: () => facts }
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
    name: record.name,
    city: record.city ?? before?.city ?? '',
    address: record.address ?? before?.address ?? '',
    latitude: record.latitude ?? before?.latitude ?? null,
    longitude: record.longitude ?? before?.longitude ?? null,
    products: record.products,
    hours: record.hours ?? before?.hours ?? '',
    status: record.status ?? (before?.status === 'closed' ? 'closed' : 'open'),
  }
}

function isSame(before: StationRow, after: StationFacts): boolean {
  return (
    before.name === after.name &&
    before.city === after.city &&
    before.address === after.address &&
    before.latitude === after.latitude &&
    before.longitude === after.longitude &&
    before.products === textOfProducts(after.products) &&
    before.hours === after.hours &&
    before.status === after.status
  )
}
