import type { Context } from '#app/domain/kernel/context.ts'
import type { Translate } from '#locales/translate.ts'
import { findImport, type ListedFault, listFaults } from './import-lists.server.ts'
import { type FaultFileRow, faultFile } from './parsing/fault-file.ts'
import type { FaultCode } from './parsing/faults.ts'

const AT_ONCE = 1_000

/** The words that the file needs, in the reader's language. */
export interface FaultWords {
  t: Translate
  /** A fault's sentence by its code. */
  say(code: string, params: Record<string, string | number>): string
}

/**
 * The faulty rows with the reason of each, to be corrected and imported again; in pieces of text.
 * @throws DomainError import_not_found
 */
export async function downloadFaults(
  ctx: Context,
  id: number,
  { t, say }: FaultWords,
): Promise<AsyncGenerator<string>> {
  const { layout } = await findImport(ctx, id)
  return faultFile({
    titles: layout?.columns.map(({ title }) => title) ?? [],
    rows: faultyRows(ctx, id),
    words: {
      row: t('imports:faultList.row'),
      column: t('imports:faultList.column'),
      reason: t('imports:faultList.reason'),
    },
    say: ({ code, params }) => say(code, params),
  })
}

/** The rows of the table are faults; those of the file are rows. */
async function* faultyRows(ctx: Context, id: number): AsyncGenerator<FaultFileRow> {
  let row: { row: number; cells: string[]; faults: FaultFileRow['faults'][number][] } | undefined
  for (let after = 0; ; ) {
    const faults = await listFaults(ctx, id, { after, limit: AT_ONCE })
    for (const fault of faults) {
      if (row?.row !== fault.row) {
        if (row) yield row
        row = { row: fault.row, cells: fault.cells ?? [], faults: [] }
      }
      row.faults.push(said(fault))
    }
    if (faults.length < AT_ONCE) break
    after = faults.at(-1)?.id ?? after
  }
  if (row) yield row
}

function said({ code, params, column }: ListedFault): FaultFileRow['faults'][number] {
  return { code: code as FaultCode, params, field: null, columnName: column }
}
