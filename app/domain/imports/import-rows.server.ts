import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { PAGE_SIZE } from '#app/domain/kernel/page-size.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { listAllStations, type StationName } from '#app/domain/stations/stations.server.ts'
import { type ImportRow, selectImport } from '#db/queries/imports/imports.ts'
import type { OutcomeFilter } from './imports.input.server.ts'
import { detectedIn, NO_FAULTS } from './layout-memory.server.ts'
import { readOutcomePage, type StoredBatch } from './outcome-store.server.ts'

interface OutcomePage extends StoredBatch {
  /** Of all rows with this outcome. */
  total: number
  skip: number
  nextSkip: number | null
}

/** Some rows of one kind: new, changed with before and after, the same, or left out. @throws DomainError import_not_found */
export async function listOutcomes(
  ctx: Context,
  importId: number,
  { outcome, skip }: OutcomeFilter,
): Promise<OutcomePage> {
  requireRight(ctx, 'run_imports')
  const row = (await selectImport(ctx.db, importId)) ?? reject('import_not_found')
  const total = row[`rows_${outcome}`]
  const page = await readOutcomePage(ctx, importId, outcome, { skip, limit: PAGE_SIZE })
  return { ...page, total, skip, nextSkip: skip + PAGE_SIZE < total ? skip + PAGE_SIZE : null }
}

interface FaultGroup {
  code: string
  rows: number
}

export interface FaultSummary {
  groups: FaultGroup[]
  /** What the file calls stations that nobody knows. */
  unknownStations: string[]
  /** Ours to choose from; empty where none is asked for. */
  stations: StationName[]
}

/** The faults of an import by their kind, and what a person may answer to them. */
export async function summarizeFaults(ctx: Context, importId: number): Promise<FaultSummary> {
  requireRight(ctx, 'see_imports')
  return faultSummaryOf(ctx, (await selectImport(ctx.db, importId)) ?? reject('import_not_found'))
}

export async function faultSummaryOf(ctx: Context, row: ImportRow): Promise<FaultSummary> {
  const { rowsByCode, unknownStations } = detectedIn(ctx, row)?.faultTotals ?? NO_FAULTS
  const groups = Object.entries(rowsByCode).map(([code, rows]) => ({ code, rows }))
  groups.sort((a, b) => b.rows - a.rows || a.code.localeCompare(b.code))
  const stations = unknownStations.length > 0 ? await listAllStations(ctx) : []
  return { groups, unknownStations, stations }
}
