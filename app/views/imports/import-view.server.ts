import { listFaults } from '#app/domain/imports/faulty-rows.server.ts'
import { findImport } from '#app/domain/imports/import-lists.server.ts'
import { summarizeFaults } from '#app/domain/imports/import-rows.server.ts'
import {
  canAdjust,
  canCommit,
  canCommitGoodRows,
  canDiscard,
  canUndo,
  isUnderway,
} from '#app/domain/imports/imports.ts'
import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import type { Layout } from '#app/domain/imports/parsing/register.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'

const SHOWN_FAULTS = 100

/** One import as its page shows it, moments on Almaty's clock. */
export async function importView(ctx: Context, id: number) {
  const { layout, choices, ...found } = await findImport(ctx, id)
  const mayRun = may(ctx.actor, 'run_imports')
  const { status, counts } = found
  const counted = {
    status,
    rows_faulty: counts.faulty,
    rows_new: counts.added,
    rows_changed: counts.changed,
  }
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
      records: layout.records,
      leftOut: layout.leftOut,
      used: layout.used,
      decisions: layout.decisions,
      ownerHint: layout.ownerHint,
      otherSheets: layout.otherSheets,
      hiddenRows: layout.hiddenRows,
      totals: layout.totals,
      otherKind: otherKindOf(layout),
    },
    leaveOut: choices.leaveOut,
    summary: await summarizeFaults(ctx, id),
    createdAt: almatyWallClock(found.createdAt),
    checkedAt: found.checkedAt && almatyWallClock(found.checkedAt),
    undoneAt: found.undoneAt && almatyWallClock(found.undoneAt),
    committedAt: found.committedAt && almatyWallClock(found.committedAt),
    listedFaults: found.faults > 0 ? await listFaults(ctx, id, { limit: SHOWN_FAULTS }) : [],
    isUnderway: isUnderway(found),
    mayRun,
    mayAdjust: mayRun && canAdjust(found),
    mayCommit: mayRun && canCommit(counted),
    mayDiscard: mayRun && canDiscard(found),
    mayCommitGood: mayRun && counts.faulty > 0 && canCommitGoodRows(counted),
    mayUndo: mayRun && canUndo(found) && found.isRecorded,
    mayStop: mayRun && isUnderway(found),
  }
}

/** Another register that has more of the file's columns than the chosen one. */
function otherKindOf({ kind, kinds }: Layout): RegisterKind | null {
  const [likeliest] = kinds
  const chosen = kinds.find((guess) => guess.kind === kind)
  if (!likeliest || likeliest.kind === kind || likeliest.matched <= (chosen?.matched ?? 0)) return null
  return likeliest.matched > 2 ? likeliest.kind : null
}
