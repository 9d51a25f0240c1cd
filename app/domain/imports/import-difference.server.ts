import { createHash } from 'node:crypto'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { selectImport, selectImports } from '#db/queries/imports/imports.ts'
import { firstRows } from '#db/sql/page-request.ts'
import type { RowOutcome, Shown } from './merging/outcome.ts'
import { readOutcomes } from './outcome-store.server.ts'

interface ComparableImport {
  id: number
  fileName: string
  committedAt: Date | null
}

/** Of each difference so many rows are shown; all are counted. */
const SHOWN_DIFFERENCES = 100
const CHOICES = 50

interface ImportDifference {
  same: number
  onlyHere: DifferentRows
  onlyThere: DifferentRows
  /** `before` is the other import's. */
  differs: DifferentRows
}

interface DifferentRows {
  count: number
  rows: Pick<RowOutcome, 'row' | 'key' | 'before' | 'after'>[]
}

/** Other committed imports of the same register, the newest first. @throws DomainError import_not_found */
export async function listComparableImports(ctx: Context, id: number): Promise<ComparableImport[]> {
  requireRight(ctx, 'run_imports')
  const row = (await selectImport(ctx.db, id)) ?? reject('import_not_found')
  const rows = await selectImports(ctx.db, { kind: row.kind, statuses: ['committed'] }, firstRows(CHOICES))
  return rows
    .filter((other) => other.id !== id)
    .map(({ id, file_name, committed_at }) => ({ id, fileName: file_name, committedAt: committed_at }))
}

/**
 * What two imports of a register said differently: rows of one and not of the other, and rows that differ.
 * @throws DomainError import_not_found
 */
export async function compareImports(ctx: Context, id: number, otherId: number): Promise<ImportDifference> {
  requireRight(ctx, 'run_imports')
  const [row, other] = [await selectImport(ctx.db, id), await selectImport(ctx.db, otherId)]
  if (!row || !other || row.kind !== other.kind) reject('import_not_found')
  const there = await digestsOf(ctx, otherId)
  const found: ImportDifference = { same: 0, onlyHere: nothing(), onlyThere: nothing(), differs: nothing() }
  const differing = new Map<string, Pick<RowOutcome, 'row' | 'key' | 'after'>>()
  for await (const { outcomes } of readOutcomes(ctx, id)) {
    for (const { row, key, after } of outcomes) {
      const digest = there.get(key)
      there.delete(key)
      if (digest === undefined) note(found.onlyHere, { row, key, before: null, after })
      else if (digest === digestOf(after)) found.same++
      else {
        found.differs.count++
        if (differing.size < SHOWN_DIFFERENCES) differing.set(key, { row, key, after })
      }
    }
  }
  for await (const { outcomes } of readOutcomes(ctx, otherId)) {
    for (const { row, key, after: before } of outcomes) {
      const mine = differing.get(key)
      if (mine) found.differs.rows.push({ ...mine, before })
      else if (there.has(key)) note(found.onlyThere, { row, key, before: null, after: before })
    }
  }
  return found
}

function nothing(): DifferentRows {
  return { count: 0, rows: [] }
}

function note(rows: DifferentRows, row: DifferentRows['rows'][number]): void {
  rows.count++
  if (rows.rows.length < SHOWN_DIFFERENCES) rows.rows.push(row)
}

/** A few bytes a row: half a million rows fit. */
async function digestsOf(ctx: Context, importId: number): Promise<Map<string, string>> {
  const digests = new Map<string, string>()
  for await (const { outcomes } of readOutcomes(ctx, importId)) {
    for (const { key, after } of outcomes) digests.set(key, digestOf(after))
  }
  return digests
}

function digestOf(values: Shown): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64').slice(0, 16)
}
