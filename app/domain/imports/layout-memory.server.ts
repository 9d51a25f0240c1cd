import type { Context } from '#app/domain/kernel/context.ts'
import type { ImportRow } from '#db/queries/imports/imports.ts'
import { selectMapping, upsertMapping } from '#db/queries/imports/mappings.ts'
import { isEncoding } from './parsing/encodings.ts'
import { openRegister } from './parsing/register.server.ts'
import type { Layout, Register, RegisterOptions } from './parsing/register.ts'

/** How the file was read at its last check; null before it, and once the import is over and its sample is gone. */
export function detectedIn({ detected }: Pick<ImportRow, 'detected'>): Layout | null {
  return detected === null ? null : (JSON.parse(detected) as Layout)
}

/** For the table: all but the rows. */
export function textOfLayout({ rows: _rows, ready: _ready, ...layout }: Register): string {
  return JSON.stringify(layout)
}

/** Once an import is over nobody needs cells of its file any more. */
export function withoutSample({ detected }: Pick<ImportRow, 'detected'>): string | null {
  return detected === null ? null : JSON.stringify({ ...(JSON.parse(detected) as Layout), sample: [] })
}

/** As a person corrected it, else as somebody once corrected a file with the same titles, else as it looks. */
export async function openForCheck(ctx: Context, row: ImportRow, bytes: Uint8Array): Promise<Register> {
  const options = optionsOf(row)
  const register = await openRegister(bytes, options)
  if (options.mapping || register.signature === null) return register
  const remembered = await selectMapping(ctx.db, row.kind, Buffer.from(register.signature, 'hex'))
  if (remembered === undefined) return register
  const again = await openRegister(bytes, { ...options, mapping: mappingIn(remembered) })
  return again.ready || !register.ready ? again : register
}

/** Exactly as it was read at the check, so that what was shown is what comes in. */
export function openAsChecked(row: ImportRow, bytes: Uint8Array): Promise<Register> {
  const seen = detectedIn(row)
  if (!seen) return openRegister(bytes, optionsOf(row))
  return openRegister(bytes, {
    kind: row.kind,
    headerRow: seen.headerRow,
    mapping: seen.mapping,
    ...(seen.encoding ? { encoding: seen.encoding } : {}),
    ...(seen.delimiter ? { delimiter: seen.delimiter } : {}),
    ...(seen.sheet ? { sheet: seen.sheet } : {}),
  })
}

/** A mapping by hand serves the next file with the same titles; detection needs no memory. */
export async function rememberMapping(ctx: Context, row: ImportRow): Promise<void> {
  const signature = detectedIn(row)?.signature
  if (!signature || row.mapping === null) return
  await upsertMapping(ctx.db, {
    kind: row.kind,
    signature: Buffer.from(signature, 'hex'),
    mapping: row.mapping,
    created_by: row.committed_by,
  })
}

function optionsOf(row: ImportRow): RegisterOptions {
  return {
    kind: row.kind,
    ...(isEncoding(row.encoding) ? { encoding: row.encoding } : {}),
    ...(row.sheet ? { sheet: row.sheet } : {}),
    ...(row.mapping ? { mapping: mappingIn(row.mapping) } : {}),
  }
}

function mappingIn(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>
}
