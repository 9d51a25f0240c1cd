import { publishedKeys } from '#app/domain/coupons/signing.server.ts'
import { systemContext } from '#app/domain/kernel/system-context.server.ts'
import { readProducts } from '#app/domain/products/catalogue.server.ts'
import type { Services } from '#app/runtime/services.server.ts'

export const COUPON_KEYS = '/.well-known/coupon-keys.json'

/** Stations without connection ask once a day, and again for a key that they do not know. */
export const COUPON_KEYS_AGE = 'public, max-age=300'

/** What a station needs to check a coupon's code without asking (docs/integration.md). */
export async function couponKeys(services: Services): Promise<object> {
  const ctx = await systemContext(services, 'worker')
  const keys = await publishedKeys(ctx)
  const products = await readProducts(ctx)
  const two = (number: number) => String(number).padStart(2, '0')
  return {
    algorithm: 'Ed25519',
    layout: { number: 15, key: 2, revision: 1, product: 2, millilitres: 6, valid_until: 6, signature: 155 },
    keys: keys.map(({ number, publicKey }) => {
      return { key: two(number), public_key: publicKey.toString('base64url') }
    }),
    products: products.map(({ id, code }) => ({ product: two(id), code })),
  }
}
