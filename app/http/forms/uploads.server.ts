import type { z } from 'zod'
import type { Context } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import type { RequestContext } from '#app/http/load-context.server.ts'
import { type FormAnswer, fieldsIn, refuseForm, submitFields } from './submit.server.ts'

interface UploadedFile {
  name: string
  bytes: Uint8Array
}

/**
 * `submit` for a form with one file in its field `file`. No file, and one that did not arrive whole, are told beside
 * the field. The same file sent twice by the same form has one effect: its hash counts as a field.
 */
export async function submitUpload<Schema extends z.ZodType>(
  ctx: Context,
  request: Request,
  context: RequestContext,
  schema: Schema,
  perform: (input: z.output<Schema>, file: UploadedFile) => Promise<Response>,
): Promise<FormAnswer> {
  const form = await request.formData().catch(() => null)
  if (!form)
    return refuseForm({}, context.outcome.bodyError ?? new DomainError('file_cut', { field: 'file' }))
  const upload = form.get('file')
  form.delete('file')
  const fields = fieldsIn(form)
  if (!fields)
    return submitFields(ctx, request, null, schema, () => Promise.reject(new DomainError('invalid')))
  if (!(upload instanceof File) || (upload.name === '' && upload.size === 0)) {
    return refuseForm(fields, new DomainError('file_missing', { field: 'file' }))
  }
  const file = { name: upload.name, bytes: new Uint8Array(await upload.arrayBuffer()) }
  const named = {
    ...fields,
    fileName: file.name,
    fileHash: sha256(Buffer.from(file.bytes.buffer)).toString('hex'),
  }
  return submitFields(ctx, request, named, schema, (input) => perform(input, file))
}
