import type { Context } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { type ImportRow, selectUnattendedImports, updateImportStatus } from '#db/queries/imports/imports.ts'
import { choicesIn } from './choices.ts'
import { sayWaiting } from './import-letters.server.ts'
import { discardImport, requestCommit } from './imports.server.ts'
import { canCommit } from './imports.ts'

/**
 * Decides about checked files of the watched folder: one without errors and questions comes in, one that changes
 * nothing is done with, and any other waits for a person, whom a letter tells so.
 * @returns how many were decided about
 */
export async function settleUnattended(ctx: Context): Promise<number> {
  requireRight(ctx, 'run_imports')
  const rows = await selectUnattendedImports(ctx.db)
  for (const row of rows) await settle(ctx, row)
  return rows.length
}

async function settle(ctx: Context, row: ImportRow): Promise<void> {
  if (canCommit(row)) return requestCommit(ctx, row.id)
  const changesNothing = row.status === 'checked' && row.rows_faulty === 0
  if (changesNothing) return discardImport(ctx, row.id)
  const { unattended: _, ...choices } = choicesIn(row)
  await transact(ctx, async (ctx) => {
    // Whoever moves it tells of it: two workers send one letter.
    const moved = await updateImportStatus(
      ctx.db,
      row.id,
      [row.status],
      { choices: JSON.stringify(choices) },
      row.choices,
    )
    if (moved) await sayWaiting(ctx, { kind: row.kind, file: row.file_name, importId: row.id })
  })
}
