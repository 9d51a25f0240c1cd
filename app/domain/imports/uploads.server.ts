import type { Context } from '#app/domain/kernel/context.ts'
import { deleteImportChunks, insertImportChunk, selectImportChunk } from '#db/queries/imports/chunks.ts'

/** Small, since a statement holds several copies of it; far below max_allowed_packet. */
const CHUNK_BYTES = 256 * 1024

/** The uploaded file, in encrypted pieces bound to their import and place: it may hold QR payloads. */
export async function storeUpload(ctx: Context, importId: number, bytes: Uint8Array): Promise<void> {
  for (let position = 0; position * CHUNK_BYTES < bytes.length; position++) {
    const piece = Buffer.from(bytes.subarray(position * CHUNK_BYTES, (position + 1) * CHUNK_BYTES))
    const { ciphertext, keyId } = ctx.keyring.seal('upload', piece, placeOf(importId, position))
    await insertImportChunk(ctx.db, { import_id: importId, position, ciphertext, key_id: keyId })
  }
}

/** Empty once the import has ended. @throws when a piece was changed or its key is gone. */
export async function readUpload(ctx: Context, importId: number, size: number): Promise<Uint8Array> {
  const bytes = Buffer.alloc(size)
  let length = 0
  for (let position = 0; length < size; position++) {
    const piece = await selectImportChunk(ctx.db, importId, position)
    if (!piece) throw new Error(`import ${importId} has lost its file`)
    const sealed = { ciphertext: piece.ciphertext, keyId: piece.key_id }
    length += ctx.keyring.open('upload', sealed, placeOf(importId, position)).copy(bytes, length)
  }
  return bytes
}

export function deleteUpload(ctx: Context, importId: number): Promise<void> {
  return deleteImportChunks(ctx.db, importId)
}

function placeOf(importId: number, position: number): string {
  return `import:${importId}:${position}`
}
