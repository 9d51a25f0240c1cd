import { limits } from '#app/domain/imports/parsing/limits.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import type { ApiCall } from '#app/http/server/api-call.ts'
import type { ApiContext } from './v1/endpoint.server.ts'

/** Bodies that hold a file among other things; here the body is the file. */
const WRAPPED = /^(?:application\/json|multipart\/|application\/x-www-form-urlencoded)/i

/**
 * Reads the file that a known sender sends, with room in memory for the whole of it until `use` is done.
 * @throws DomainError media_type_unsupported, uploads_busy, file_too_large, file_unreadable
 */
export async function withFile<Result>(
  ctx: ApiContext,
  { exchange, stream }: ApiCall,
  use: (file: Buffer) => Promise<Result>,
): Promise<Result> {
  if (WRAPPED.test(exchange.incoming.headers['content-type'] ?? '')) reject('media_type_unsupported')
  const leave = await exchange.uploadMemory.take(
    exchange.announcedBytes ?? limits.fileBytes,
    `integration ${ctx.actor.integrationId}`,
    exchange.disconnected(),
  )
  try {
    const chunks: Uint8Array[] = []
    for await (const chunk of stream ?? []) chunks.push(chunk)
    return await use(Buffer.concat(chunks))
  } finally {
    leave()
  }
}
