import { promisify } from 'node:util'
import { deflateRaw, inflateRawSync } from 'node:zlib'
import type { Context } from '#app/domain/kernel/context.ts'

/** Beside the reading of the next rows. */
const deflate = promisify<string, { level: number }, Buffer>(deflateRaw)

interface SealedColumns {
  ciphertext: Buffer
  key_id: string
}

/** Cells of a file as the database keeps them: compressed, and encrypted for this one place. */
export async function sealJson(
  { keyring }: Pick<Context, 'keyring'>,
  value: object,
  place: string,
): Promise<SealedColumns> {
  const { ciphertext, keyId } = keyring.seal(
    'upload',
    await deflate(JSON.stringify(value), { level: 1 }),
    place,
  )
  return { ciphertext, key_id: keyId }
}

/** @throws when the bytes were changed, stood elsewhere, or their key is gone. */
export function openJson<Value>(
  { keyring }: Pick<Context, 'keyring'>,
  { ciphertext, key_id: keyId }: SealedColumns,
  place: string,
): Value {
  return JSON.parse(inflateRawSync(keyring.open('upload', { ciphertext, keyId }, place)).toString()) as Value
}
