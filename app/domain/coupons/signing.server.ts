import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { readProducts } from '#app/domain/products/catalogue.server.ts'
import { insertCouponKey, selectCouponKeys } from '#db/queries/coupons/coupon-keys.ts'
import type { ProductCode } from '#db/schema/index.ts'
import {
  type CodeFacts,
  codeMessage,
  isSigned,
  parseCode,
  publicKeyOf,
  type SignedCode,
  signedPayload,
} from './signed-code.server.ts'

const MAX_NUMBER = 99

/** Signs codes with the key of today. */
export interface CodeSigner {
  /** The payload of a coupon's QR code. @throws DomainError product_not_signable */
  payload(coupon: Omit<CodeFacts, 'key' | 'product'> & { product: ProductCode }): string
}

/** A step of issuing: in a transaction, because the first code of a key gives it its number. @throws DomainError coupon_keys_full */
export async function codeSigner(ctx: Context): Promise<CodeSigner> {
  const key = await keyNumber(ctx)
  const numbers = new Map((await readProducts(ctx)).map(({ id, code }) => [code, id]))
  return {
    payload({ product: code, ...coupon }) {
      const product = numbers.get(code) ?? MAX_NUMBER + 1
      if (product > MAX_NUMBER) reject('product_not_signable', { params: { product: code } })
      const message = codeMessage({ ...coupon, key, product })
      return signedPayload(message, ctx.keyring.sign('coupon_sign', Buffer.from(message)))
    },
  }
}

async function keyNumber(ctx: Context): Promise<number> {
  const publicKey = ctx.keyring.publicKey('coupon_sign')
  const find = async () =>
    (await selectCouponKeys(ctx.db)).find((row) => row.public_key.equals(publicKey))?.number
  const known = await find()
  if (known !== undefined) return known
  await insertCouponKey(ctx.db, publicKey, ctx.keyring.keyId)
  const number = (await find()) ?? reject('conflict_try_again')
  return number <= MAX_NUMBER ? number : reject('coupon_keys_full')
}

export interface PublishedKey {
  number: number
  /** 32 bytes. */
  publicKey: Buffer
}

/** Keys whose secret is still accepted: codes of a key that was taken out of SECRET_KEYS are nobody's any more. */
export async function publishedKeys(ctx: Pick<Context, 'db' | 'keyring'>): Promise<PublishedKey[]> {
  const rows = await selectCouponKeys(ctx.db)
  return rows
    .filter(({ key_id }) => ctx.keyring.knows(key_id))
    .map(({ number, public_key: publicKey }) => ({ number, publicKey }))
}

/** What a scanned code says, when one of our keys signed it; null for anything else. */
export async function readSignedCode(ctx: Context, payload: string): Promise<SignedCode | null> {
  const code = parseCode(payload)
  if (!code) return null
  const key = (await publishedKeys(ctx)).find(({ number }) => number === code.key)
  return key && isSigned(code, publicKeyOf(key.publicKey)) ? code : null
}
