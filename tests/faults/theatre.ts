import { type CabinetOptions, type FaultCabinet, openCabinet } from './driver/cabinet.ts'
import { watchChanges } from './ledger/changes.ts'
import { type Cast, castOf } from './workload/cast.ts'

/** Everything that scenarios share: a cabinet that runs, watched, with its people in it. */
export interface Theatre {
  cabinet: FaultCabinet
  cast: Cast
}

export async function openTheatre(options?: CabinetOptions): Promise<Theatre> {
  const cabinet = await openCabinet(options)
  try {
    await watchChanges(cabinet.db)
    return { cabinet, cast: await castOf(cabinet) }
  } catch (error) {
    await cabinet.destroy()
    throw error
  }
}
