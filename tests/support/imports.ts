import { type FoundImport, findImport } from '#app/domain/imports/import-lists.server.ts'
import { requestCommit, startImport } from '#app/domain/imports/imports.server.ts'
import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import { settleUnattended } from '#app/domain/imports/unattended.server.ts'
import { workOnImport, workOnNextImport } from '#app/domain/imports/work.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { Cabinet } from './fixtures.ts'

export const running = new AbortController().signal

/** In the order in which one needs the other. */
export const samples = [
  ['companies', 'companies-1c.csv', 20],
  ['stations', 'stations-1c.xlsx', 24],
  ['cards', 'cards-1c.xlsx', 240],
  ['coupons', 'coupons-1c.csv', 3_000],
  ['transactions', 'transactions-1c.csv', 12_000],
] as const

/** Rows as 1C writes them: `;`, CRLF, here in UTF-8. */
export function csv(titles: string, rows: readonly (readonly unknown[])[]): Uint8Array {
  const lines = [titles, ...rows.map((row) => row.join(';'))]
  return Buffer.from(lines.map((line) => `${line}\r\n`).join(''))
}

/** The form of /admin/imports/new. */
export function uploadForm(
  kind: string,
  name: string,
  bytes: Uint8Array,
  fields: Record<string, string> = {},
): FormData {
  const form = new FormData()
  for (const [field, value] of Object.entries({ kind, encoding: '', ...fields })) form.set(field, value)
  form.set('file', new File([new Uint8Array(bytes)], name))
  return form
}

/** The worker's part, until no import waits. */
export async function workOffImports(cabinet: Pick<Cabinet, 'system'>): Promise<void> {
  while (await workOnNextImport(await cabinet.system(), running));
}

/** The worker's part with files that nobody watches: checked, decided about, and brought in. */
export async function workOffUnattended(cabinet: Pick<Cabinet, 'system'>): Promise<void> {
  for (let step = 0; step < 3; step++) {
    await workOffImports(cabinet)
    await settleUnattended(await cabinet.system())
  }
}

/** Uploads and checks; nothing is written yet. */
export async function check(ctx: Context, kind: RegisterKind, bytes: Uint8Array, name = 'register.csv') {
  const id = await startImport(ctx, { kind, encoding: undefined }, { name, bytes })
  await workOnImport(ctx, id, running)
  return findImport(ctx, id)
}

/** Uploads, checks and brings in. */
export async function bringIn(
  ctx: Context,
  kind: RegisterKind,
  bytes: Uint8Array,
  name?: string,
): Promise<FoundImport> {
  const { id } = await check(ctx, kind, bytes, name)
  return commit(ctx, id)
}

export async function commit(ctx: Context, id: number): Promise<FoundImport> {
  await requestCommit(ctx, id)
  await workOnImport(ctx, id, running)
  return findImport(ctx, id)
}
