import { subjectsActedOn } from '#app/domain/audit/subjects.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import {
  changeStations,
  findStationsByCodes,
  removeStations,
  type StationFacts,
  stationsInUse,
} from '#app/domain/stations/stations.server.ts'
import { stationsWithTransactions } from '#app/domain/transactions/transaction-register.server.ts'
import type { RowOutcome } from '../merging/outcome.ts'
import { factsOfRow, shownOf } from '../merging/stations.server.ts'
import { sortOut, type Undo, type UsedRow } from './undo.ts'

export class StationUndo implements Undo {
  constructor(private readonly since: number) {}

  async takeBack(ctx: Context, outcomes: readonly RowOutcome[]): Promise<UsedRow[]> {
    const codes = outcomes.map(({ key }) => key)
    const found = await findStationsByCodes(ctx, codes, { lock: true })
    const here = new Map(found.map((station) => [station.code, station]))
    const ids = found.map(({ id }) => id)
    const acted = await subjectsActedOn(ctx, 'station', ids, this.since)
    const staffed = await stationsInUse(ctx, ids)
    const refuelled = await stationsWithTransactions(ctx, codes)
    const { used, removed, restored } = sortOut(
      outcomes,
      ({ key }) => here.get(key),
      (station) => shownOf(factsOfRow(station)),
      ({ id, code }, { outcome }) =>
        acted.has(id) || (outcome === 'new' && (staffed.has(id) || refuelled.has(code))),
    )
    if (used.length > 0) return used
    await removeStations(
      ctx,
      removed.map(({ id }) => id),
    )
    await changeStations(
      ctx,
      restored.map(({ before, earlier }) => ({ before, after: earlier as StationFacts })),
    )
    return []
  }

  async finish(): Promise<void> {}
}
