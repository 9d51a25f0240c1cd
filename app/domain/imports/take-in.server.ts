import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { readable } from '#app/domain/kernel/plain-text.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { insertImport } from '#db/queries/imports/imports.ts'
import { NO_CHOICES } from './choices.ts'
import type { StartImport } from './imports.input.server.ts'
import { limits } from './parsing/limits.ts'
import { storeUpload } from './uploads.server.ts'

export interface UploadedFile {
  name: string
  bytes: Uint8Array
}

/** Puts a file into the queue for checking. @returns the import's id. @throws DomainError file_empty, file_too_large */
export function takeInRegister(ctx: Context, input: StartImport, file: UploadedFile): Promise<number> {
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
      choices: choicesAtStart(input),
      created_by: 'userId' in ctx.actor ? ctx.actor.userId : null,
      integration_id: ctx.actor.kind === 'integration' ? ctx.actor.integrationId : null,
    })
    await storeUpload(ctx, id, file.bytes)
    await record(ctx, 'import.uploaded', { kind: 'import', id }, { register: input.kind, file: name })
    return id
  })
}

function choicesAtStart({ answers = {}, unattended }: StartImport): string | null {
  if (Object.keys(answers).length === 0 && !unattended) return null
  return JSON.stringify({ ...NO_CHOICES, answers, ...(unattended ? { unattended } : {}) })
}

/** Some browsers send a path; control characters would draw nonsense. */
function tidyName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return Array.from(readable(last)).slice(0, 200).join('') || 'register'
}
