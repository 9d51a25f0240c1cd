import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { sayWaiting } from './import-letters.server.ts'
import { startImport } from './imports.server.ts'
import { type RegisterKind, registerKinds } from './parsing/kinds.ts'

/** A file that was written to so lately may still be arriving. */
const SETTLED_MS = 5_000
/** A worker that took a file and died: it is taken again. */
const ABANDONED_MS = 10 * 60_000

/** Folders beside the files: taken at this moment, taken in, and refused as no file of any register. */
const TAKING = 'taking'
const DONE = 'done'
const REFUSED = 'refused'

/**
 * Takes in what stands in `<folder>/<register>/`, the oldest first. A file is moved before it is read, so that of
 * several workers on one folder one takes it; nothing is ever deleted.
 * @returns how many files were taken in
 */
export async function takeInbox(ctx: Context, folder: string): Promise<number> {
  requireRight(ctx, 'run_imports')
  let taken = 0
  for (const kind of registerKinds) {
    const inbox = join(folder, kind)
    await mkdir(join(inbox, TAKING), { recursive: true, mode: 0o700 })
    await returnAbandoned(inbox)
    for (const name of await settledFiles(inbox, SETTLED_MS)) {
      if (await takeFile(ctx, { inbox, kind, name })) taken++
    }
  }
  return taken
}

async function takeFile(
  ctx: Context,
  { inbox, kind, name }: { inbox: string; kind: RegisterKind; name: string },
): Promise<boolean> {
  const path = join(inbox, TAKING, name)
  if (!(await moved(join(inbox, name), path))) return false
  try {
    const bytes = await readFile(path)
    await startImport(ctx, { kind, encoding: undefined, unattended: true }, { name, bytes })
    await keep(inbox, DONE, name)
    return true
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await keep(inbox, REFUSED, name)
    await sayWaiting(ctx, { kind, file: name, importId: null })
    return false
  }
}

/** Under a name of its own: the same name comes again tomorrow. */
async function keep(inbox: string, folder: string, name: string): Promise<void> {
  await mkdir(join(inbox, folder), { recursive: true, mode: 0o700 })
  const stamp = new Date().toISOString().replace(/[:.]/g, '-')
  await rename(join(inbox, TAKING, name), join(inbox, folder, `${stamp}-${name}`))
}

async function returnAbandoned(inbox: string): Promise<void> {
  for (const name of await settledFiles(join(inbox, TAKING), ABANDONED_MS)) {
    await moved(join(inbox, TAKING, name), join(inbox, name))
  }
}

/** False where another worker was quicker. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}

/** Files that nobody writes to any more, the oldest first; hidden and partial ones are another program's. */
async function settledFiles(folder: string, quietMs: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile() && !/^\.|\.(?:part|tmp|crdownload)$/i.test(entry.name))
    .map(({ name }) => name)
  const found = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name)).catch(() => null))?.mtimeMs })),
  )
  return found
    .flatMap(({ name, at }) => (at !== undefined && Date.now() - at >= quietMs ? [{ name, at }] : []))
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name)
}
