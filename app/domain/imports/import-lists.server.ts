import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { cursorsOf, type PageCursors, readPageById } from '#app/domain/kernel/page.server.ts'
import { may, requireRight } from '#app/domain/kernel/rights.ts'
import {
  type ImportListFilter,
  type ImportRow,
  type ImportWithPeople,
  selectImports,
  selectImportWithPeople,
} from '#db/queries/imports/imports.ts'
import type { ImportStatus, RegisterKind } from '#db/schema/index.ts'
import { choicesIn, type ImportChoices } from './choices.ts'
import type { ImportFilter } from './imports.input.server.ts'
import { importStatusesOf } from './imports.ts'
import { type Detected, detectedIn } from './layout-memory.server.ts'
import { isRecorded } from './outcome-store.server.ts'
import { MIN_FIELDS } from './parsing/header.ts'

export interface ListedImport {
  id: number
  kind: RegisterKind
  status: ImportStatus
  fileName: string
  counts: ImportCounts
  /** An address; null for the operator's command. */
  createdBy: string | null
  createdAt: Date
  /** A code of `imports:failure` or `imports:fileFaults`; why it did not go on. */
  failure: string | null
}

export interface ImportCounts {
  total: number
  added: number
  changed: number
  same: number
  faulty: number
  leftOut: number
}

export interface ImportPage extends PageCursors {
  imports: ListedImport[]
}

/** The newest first, 50 a page. */
export async function listImports(ctx: Context, filter: ImportFilter): Promise<ImportPage> {
  requireRight(ctx, 'see_imports')
  const page = await readPageById({
    cursor: filter.cursor,
    read: (request) => selectImports(ctx.db, importQueryOf(filter), request),
  })
  return { imports: page.rows.map((row) => listed(row, row.creator_email)), ...cursorsOf(page) }
}

/** A URL's filter as the query's. */
export function importQueryOf({ kind, status }: ImportFilter): ImportListFilter {
  return { kind, statuses: status && importStatusesOf(status) }
}

export interface FoundImport extends ListedImport {
  fileSize: number
  rowsDone: number
  rowsTotal: number
  faults: number
  encoding: string | null
  /** Null until the first check. The sample is for those who may run imports, and for the system that sent the file. */
  layout: Detected | null
  /** What a person decided. */
  choices: ImportChoices
  /** Its rows without faults came in alone. */
  goodOnly: boolean
  checkedAt: Date | null
  committedBy: string | null
  committedAt: Date | null
  /** What it did is known, so it can be taken back. */
  isRecorded: boolean
  undoneBy: string | null
  undoneAt: Date | null
}

/** @throws DomainError import_not_found */
export async function findImport(ctx: Context, id: number): Promise<FoundImport> {
  requireRight(ctx, 'see_imports')
  return importOf(ctx, (await selectImportWithPeople(ctx.db, id)) ?? reject('import_not_found'))
}

/** As whoever may see it sees it. */
export async function importOf(ctx: Context, row: ImportWithPeople): Promise<FoundImport> {
  const layout = detectedIn(ctx, row)
  const seesCells = may(ctx.actor, 'run_imports') || may(ctx.actor, 'send_registers')
  return {
    ...listed(row, row.creator_email),
    fileSize: row.file_size,
    rowsDone: row.rows_done,
    rowsTotal: row.rows_total,
    faults: row.faults_total,
    encoding: row.encoding,
    layout: layout && (seesCells ? layout : withoutCells(layout)),
    choices: choicesIn(row),
    goodOnly: row.good_only === 1,
    checkedAt: row.checked_at,
    committedBy: row.committer_email,
    committedAt: row.committed_at,
    isRecorded: row.status === 'committed' && (await isRecorded(ctx, row)),
    undoneBy: row.undoer_email,
    undoneAt: row.undone_at,
  }
}

/** The titles of a row in which nothing is known may be cells as well: a file without titles. */
function withoutCells(layout: Detected): Detected {
  const isKnown = (layout.kinds[0]?.matched ?? 0) >= MIN_FIELDS
  const untitled = <Column extends { title: string }>(column: Column) =>
    isKnown ? column : { ...column, title: '' }
  const columns = layout.columns.map(untitled)
  const decisions = layout.decisions.map((decision) => ({
    ...decision,
    column: decision.column && untitled(decision.column),
    sample: [],
  }))
  return { ...layout, columns, sample: [], records: [], decisions }
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
      leftOut: row.rows_left_out,
    },
    createdBy,
    createdAt: row.created_at,
    failure: row.failure,
  }
}
