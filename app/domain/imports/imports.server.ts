import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { deleteImportFaults } from '#db/queries/imports/faults.ts'
import {
  type ImportRow,
  insertImport,
  moveImport,
  selectForgottenImports,
  selectImport,
} from '#db/queries/imports/imports.ts'
import { record } from '../audit/audit.server.ts'
import type { AdjustImport, StartImport } from './imports.input.server.ts'
import { canCommit, canDiscard } from './imports.ts'
import { detectedIn } from './layout-memory.server.ts'
import { limits } from './parsing/limits.ts'
import { deleteUpload, storeUpload } from './uploads.server.ts'

export interface UploadedFile {
  name: string
  bytes: Uint8Array
}

/** Nobody decided for so long: the file, which may hold QR payloads, goes. */
const FORGOTTEN_DAYS = 14

/**
 * Takes a register in for checking; nothing else happens until somebody commits it.
 * @returns the import's id. @throws DomainError file_empty, file_too_large
 */
export function startImport(ctx: Context, input: StartImport, file: UploadedFile): Promise<number> {
  requireRight(ctx, 'run_imports')
  if (file.bytes.length === 0) reject('file_empty', { field: 'file' })
  if (file.bytes.length > limits.fileBytes) {
    reject('file_too_large', { field: 'file', params: { megabytes: limits.fileBytes / 1024 / 1024 } })
  }
  const name = tidyName(file.name)
  return transact(ctx, async (ctx) => {
    const id = await insertImport(ctx.db, {
      kind: input.kind,
      file_name: name,
      file_size: file.bytes.length,
      file_sha256: sha256(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length)),
      encoding: input.encoding ?? null,
      created_by: 'userId' in ctx.actor ? ctx.actor.userId : null,
    })
    await storeUpload(ctx, id, file.bytes)
    await record(ctx, 'import.uploaded', { kind: 'import', id }, { register: input.kind, file: name })
    return id
  })
}

/**
 * Has the file checked once more, read as a person says. A mapping counts only for the columns that it was made
 * for: with another register, encoding or sheet they are found anew.
 * @throws DomainError import_not_found, import_not_ready
 */
export function adjustImport(ctx: Context, id: number, input: AdjustImport): Promise<void> {
  requireRight(ctx, 'run_imports')
  return transact(ctx, async (ctx) => {
    const row = (await selectImport(ctx.db, id)) ?? reject('import_not_found')
    const seen = detectedIn(row)
    const sameColumns =
      input.kind === row.kind &&
      (input.encoding === undefined || input.encoding === seen?.encoding) &&
      (input.sheet === undefined || input.sheet === seen?.sheet)
    const mapping = sameColumns && input.mapping ? JSON.stringify(input.mapping) : null
    const change = {
      ...CHECK_AGAIN,
      kind: input.kind,
      encoding: input.encoding ?? null,
      sheet: input.sheet ?? null,
      mapping,
    }
    if (!(await moveImport(ctx.db, id, ['checked', 'failed'], change))) reject('import_not_ready')
    await record(ctx, 'import.adjusted', { kind: 'import', id }, { register: input.kind })
  })
}

/** What goes back into the queue starts from nothing. */
export const CHECK_AGAIN = {
  status: 'queued',
  failure: null,
  attempts: 0,
  rows_done: 0,
  rows_total: 0,
} as const

/**
 * Asks the worker to bring a checked register in: all of it or nothing. The audit log gets its one row from the
 * transaction that does it.
 * @throws DomainError import_not_found, import_faulty, import_not_ready
 */
export async function requestCommit(ctx: Context, id: number): Promise<void> {
  requireRight(ctx, 'run_imports')
  const row = (await selectImport(ctx.db, id)) ?? reject('import_not_found')
  if (row.status === 'checked' && row.rows_faulty > 0) reject('import_faulty')
  if (!canCommit(row)) reject('import_not_ready')
  const moved = await moveImport(ctx.db, id, ['checked'], {
    status: 'committing',
    committed_by: 'userId' in ctx.actor ? ctx.actor.userId : null,
    attempts: 0,
    failure: null,
    rows_done: 0,
  })
  if (!moved) reject('import_not_ready')
}

/** Forgets the file; what is here stays as it is. @throws DomainError import_not_found, import_not_ready */
export function discardImport(ctx: Context, id: number): Promise<void> {
  requireRight(ctx, 'run_imports')
  return transact(ctx, async (ctx) => {
    const row = (await selectImport(ctx.db, id)) ?? reject('import_not_found')
    if (!canDiscard(row) || !(await discard(ctx, row))) reject('import_not_ready')
  })
}

/** Discards what was left lying. @returns how many. */
export async function discardForgottenImports(ctx: Context): Promise<number> {
  requireRight(ctx, 'run_imports')
  const ids = await selectForgottenImports(ctx.db, FORGOTTEN_DAYS)
  for (const id of ids) {
    await transact(ctx, async (ctx) => {
      const row = await selectImport(ctx.db, id)
      if (row && canDiscard(row)) await discard(ctx, row)
    })
  }
  return ids.length
}

async function discard(ctx: Context, { id, kind, status, file_name: file }: ImportRow): Promise<boolean> {
  const moved = await moveImport(ctx.db, id, [status], { status: 'discarded', detected: null })
  if (!moved) return false
  await deleteUpload(ctx, id)
  await deleteImportFaults(ctx.db, id)
  await record(ctx, 'import.discarded', { kind: 'import', id }, { register: kind, file })
  return true
}

/** Some browsers send a path; control characters would draw nonsense. */
function tidyName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const clean = last.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '').trim()
  return Array.from(clean).slice(0, 200).join('') || 'register'
}
