import { KEPT_FAULTS } from '#app/domain/imports/fault-rows.server.ts'
import { findImport, listFaults } from '#app/domain/imports/import-lists.server.ts'
import { canAdjust, canCommit, canDiscard, isUnderway } from '#app/domain/imports/imports.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'

const SHOWN_FAULTS = 100

/** One import as its page shows it, moments on Almaty's clock. */
export async function importView(ctx: Context, id: number) {
  const { layout, ...found } = await findImport(ctx, id)
  const mayRun = may(ctx.actor, 'run_imports')
  const { status, counts } = found
  return {
    ...found,
    layout: layout && {
      encoding: layout.encoding,
      confidence: layout.confidence,
      sheet: layout.sheet,
      sheets: layout.sheets,
      headerRow: layout.headerRow,
      columns: layout.columns,
      mapping: layout.mapping,
      sample: layout.sample,
      missing: layout.missing,
      ambiguous: layout.ambiguous.map(({ field }) => field),
      fileFaults: layout.fileFaults,
    },
    createdAt: almatyWallClock(found.createdAt),
    checkedAt: found.checkedAt && almatyWallClock(found.checkedAt),
    committedAt: found.committedAt && almatyWallClock(found.committedAt),
    listedFaults: found.faults > 0 ? await listFaults(ctx, id, { limit: SHOWN_FAULTS }) : [],
    faultsCapped: found.faults > KEPT_FAULTS,
    isUnderway: isUnderway(found),
    mayRun,
    mayAdjust: mayRun && canAdjust(found),
    mayCommit:
      mayRun &&
      canCommit({ status, rows_faulty: counts.faulty, rows_new: counts.added, rows_changed: counts.changed }),
    mayDiscard: mayRun && canDiscard(found),
  }
}
