import { type CabinetOptions, type FaultCabinet, openCabinet } from './driver/cabinet.ts'
import { watchChanges } from './history/changes.ts'
import { invitePeople, type People } from './workload/people.ts'

/** Everything that scenarios share: a cabinet that runs, watched, with its people in it. */
export interface TestBed {
  cabinet: FaultCabinet
  people: People
}

export async function openTestBed(options?: CabinetOptions): Promise<TestBed> {
  const cabinet = await openCabinet(options)
  try {
    await watchChanges(cabinet.db)
    return { cabinet, people: await invitePeople(cabinet) }
  } catch (error) {
    await cabinet.destroy()
    throw error
  }
}
