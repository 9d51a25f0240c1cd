import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { PAGE_SIZE } from '#app/domain/kernel/page.server.ts'
import { may, requireRight } from '#app/domain/kernel/rights.ts'
import { selectImportFaults } from '#db/queries/imports/faults.ts'
import { type ImportRow, selectImports, selectImportWithPeople } from '#db/queries/imports/imports.ts'
import type { ImportStatus, RegisterKind } from '#db/schema/index.ts'
import type { ImportFilter } from './imports.input.server.ts'
import { detectedIn } from './layout-memory.server.ts'
import type { Layout } from './parsing/register.ts'

export interface ListedImport {
  id: number
  kind: RegisterKind
  status: ImportStatus
  fileName: string
  counts: ImportCounts
  /** An address; null for the operator's command. */
  createdBy: string | null
  createdAt: Date
}

export interface ImportCounts {
  total: number
  added: number
  changed: number
  same: number
  faulty: number
}

export interface ImportPage {
  imports: ListedImport[]
  nextCursor: number | null
}

/** The newest first, 50 a page. */
export async function listImports(ctx: Context, { kind, status, cursor }: ImportFilter): Promise<ImportPage> {
  requireRight(ctx, 'see_imports')
  const rows = await selectImports(ctx.db, { kind, status, before: cursor, limit: PAGE_SIZE + 1 })
  const imports = rows.slice(0, PAGE_SIZE).map((row) => listed(row, row.creator_email))
  return { imports, nextCursor: rows.length > PAGE_SIZE ? (imports.at(-1)?.id ?? null) : null }
}

export interface FoundImport extends ListedImport {
  fileSize: number
  rowsDone: number
  rowsTotal: number
  faults: number
  /** A code of `imports:failure` or `imports:fileFaults`; why it did not go on. */
  failure: string | null
  encoding: string | null
  /** Null until the first check. The sample is for those who may run imports. */
  layout: Layout | null
  checkedAt: Date | null
  committedBy: string | null
  committedAt: Date | null
}

/** @throws DomainError import_not_found */
export async function findImport(ctx: Context, id: number): Promise<FoundImport> {
  requireRight(ctx, 'see_imports')
  const row = (await selectImportWithPeople(ctx.db, id)) ?? reject('import_not_found')
  const layout = detectedIn(row)
  return {
    ...listed(row, row.creator_email),
    fileSize: row.file_size,
    rowsDone: row.rows_done,
    rowsTotal: row.rows_total,
    faults: row.faults_total,
    failure: row.failure,
    encoding: row.encoding,
    layout: layout && (may(ctx.actor, 'run_imports') ? layout : { ...layout, sample: [] }),
    checkedAt: row.checked_at,
    committedBy: row.committer_email,
    committedAt: row.committed_at,
  }
}

export interface ListedFault {
  id: number
  row: number
  /** As the file calls it. */
  column: string | null
  code: string
  params: Record<string, string | number>
  /** The whole row, once a row. */
  cells: string[] | null
}

/** In the order of the file. */
export async function listFaults(
  ctx: Context,
  importId: number,
  { after = 0, limit }: { after?: number; limit: number },
): Promise<ListedFault[]> {
  requireRight(ctx, 'see_imports')
  const rows = await selectImportFaults(ctx.db, importId, after, limit)
  return rows.map((fault) => ({
    id: fault.id,
    row: fault.row_number,
    column: fault.column_name,
    code: fault.code,
    params: JSON.parse(fault.params) as ListedFault['params'],
    cells: fault.cells === null ? null : (JSON.parse(fault.cells) as string[]),
  }))
}

function listed(row: ImportRow, createdBy: string | null): ListedImport {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    fileName: row.file_name,
    counts: {
      total: row.rows_total,
      added: row.rows_new,
      changed: row.rows_changed,
      same: row.rows_same,
      faulty: row.rows_faulty,
    },
    createdBy,
    createdAt: row.created_at,
  }
}
