import type { z } from 'zod'
import { limits } from '#app/domain/imports/parsing/limits.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import type { RequestContext } from '#app/http/load-context.server.ts'
import { type Fields, fieldsOf } from './fields.server.ts'
import { multipartErrorOf, readParts } from './multipart.server.ts'
import { type FormAnswer, refuseForm, submitFields } from './submit.server.ts'

interface UploadedFile {
  name: string
  bytes: Buffer
}

interface UploadedForm {
  /** Null when a page of ours cannot have sent them. */
  fields: Fields | null
  file: UploadedFile | undefined
  /** Why the rest of it was not read. */
  error?: DomainError
}

/** The form has a handful of fields. */
const MAX_PARTS = 32
/**
 * `submit` for a form with one file in its field `file`. No file, and one that did not arrive whole, are told beside
 * the field. `refuse` answers a form that was drawn for somebody else (session/drawn-for.server.ts). The same file sent twice by the same form has one effect: its hash counts as a field.
 * @param maxBytes of the file
 */
export async function submitUpload<Schema extends z.ZodType>(
  ctx: Context,
  request: Request,
  context: RequestContext,
  schema: Schema,
  refuse: (fields: Fields | null) => Promise<FormAnswer | undefined>,
  perform: (input: z.output<Schema>, file: UploadedFile) => Promise<Response>,
  maxBytes: number = limits.fileBytes,
): Promise<FormAnswer> {
  const room = { leave: () => {} }
  const person = 'userId' in ctx.actor ? String(ctx.actor.userId) : ctx.ip
  try {
    const form = await readUpload(request, context, maxBytes, async () => {
      room.leave = await context.uploadMemory.take(
        Math.min(context.announcedBytes ?? maxBytes, maxBytes),
        person,
        context.disconnected(),
      )
    })
    return (await refuse(form.fields)) ?? (await submitForm(ctx, request, schema, form, perform))
  } finally {
    // Stored or refused: the file is not needed any more.
    room.leave()
  }
}

/**
 * For a file that is only looked at: what `look` finds is the answer, and nothing was done that could be done twice.
 * @param refuse as of submitUpload
 */
export async function lookAtUpload<Found>(
  ctx: Context,
  request: Request,
  context: RequestContext,
  refuse: (fields: Fields | null) => Promise<FormAnswer | undefined>,
  look: (file: UploadedFile) => Promise<Found>,
  maxBytes: number,
): Promise<FormAnswer | Found> {
  const room = { leave: () => {} }
  const person = 'userId' in ctx.actor ? String(ctx.actor.userId) : ctx.ip
  try {
    const { fields, file, error } = await readUpload(request, context, maxBytes, async () => {
      room.leave = await context.uploadMemory.take(maxBytes, person, context.disconnected())
    })
    const refused = await refuse(fields)
    if (refused) return refused
    if (error) return refuseForm(ctx.locale, fields ?? {}, error)
    if (!fields) return refuseForm(ctx.locale, {}, new DomainError('invalid'))
    if (!file) return refuseForm(ctx.locale, fields, new DomainError('file_missing', { field: 'file' }))
    return await look(file)
  } catch (error) {
    if (error instanceof DomainError && error.status < 500) return refuseForm(ctx.locale, {}, error)
    throw error
  } finally {
    room.leave()
  }
}

async function submitForm<Schema extends z.ZodType>(
  ctx: Context,
  request: Request,
  schema: Schema,
  { fields, file, error }: UploadedForm,
  perform: (input: z.output<Schema>, file: UploadedFile) => Promise<Response>,
): Promise<FormAnswer> {
  if (error) return refuseForm(ctx.locale, fields ?? {}, error)
  if (!fields)
    return submitFields(ctx, request, null, schema, () => Promise.reject(new DomainError('invalid')))
  if (!file) return refuseForm(ctx.locale, fields, new DomainError('file_missing', { field: 'file' }))
  const fileHash = sha256(file.bytes).toString('hex')
  const named = { ...fields, fileName: file.name, fileHash }
  return await submitFields(ctx, request, named, schema, (input) => perform(input, file))
}

async function readUpload(
  request: Request,
  context: RequestContext,
  maxBytes: number,
  makeRoom: () => Promise<void>,
): Promise<UploadedForm> {
  const pairs: [string, string][] = []
  let file: UploadedFile | undefined
  let isOdd = false
  try {
    for await (const { name, fileName, bytes } of readParts(request, {
      parts: MAX_PARTS,
      bytes: maxBytes,
      makeRoom,
    })) {
      if (fileName === undefined) pairs.push([name, bytes.toString('utf8')])
      else if (name === 'file' && !file) file = { name: fileName, bytes }
      else isOdd = true
    }
  } catch (error) {
    // What was chosen before the file is chosen still.
    const fields = isOdd ? null : fieldsOf(pairs)
    return { fields, file: undefined, error: context.outcome.bodyError ?? refusalOf(error, maxBytes) }
  }
  // A browser sends an empty file without a name when none was chosen.
  const isChosen = file && (file.name !== '' || file.bytes.length > 0)
  return { fields: isOdd ? null : fieldsOf(pairs), file: isChosen ? file : undefined }
}

function refusalOf(error: unknown, maxBytes: number): DomainError {
  if (error instanceof DomainError) return error
  const code = multipartErrorOf(error)
  if (code === 'invalid') return new DomainError(code)
  return new DomainError(code, { field: 'file', params: { megabytes: maxBytes / 1024 / 1024 } })
}
