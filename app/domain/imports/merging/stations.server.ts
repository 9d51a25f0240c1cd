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
import { type BatchResult, emptyBatchResult, type Merge, type MergeOptions } from './merge.ts'

/** What the register leaves out stays as it is. */
export class StationMerge implements Merge<'stations'> {
  async mergeBatch(
    ctx: Context,
    rows: readonly GoodRow<'stations'>[],
    { write }: MergeOptions,
  ): Promise<BatchResult> {
    const result = emptyBatchResult()
    const codes = rows.map(({ record }) => record.code)
    const here = new Map(
      (await findStationsByCodes(ctx, codes, { lock: write })).map((row) => [row.code, row]),
    )
    const added: (StationFacts & { code: string })[] = []
    const changed: { before: StationRow; after: StationFacts }[] = []
    for (const { record } of rows) {
      const before = here.get(record.code)
      const after = factsOf(record, before)
      if (!before) {
        result.added++
        added.push({ ...after, code: record.code })
      } else if (isSame(before, after)) result.same++
      else {
        result.changed++
        changed.push({ before, after })
      }
    }
    if (write && added.length > 0) await addStations(ctx, added)
    if (write && changed.length > 0) await changeStations(ctx, changed)
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
