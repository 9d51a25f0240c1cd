import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomFillSync,
  sign as signBytes,
  timingSafeEqual,
} from 'node:crypto'

/** What a key is for; each purpose has a key of its own, derived by HKDF (RFC 5869) from SECRET_KEYS. */
export type KeyPurpose =
  | 'link'
  | 'cookie'
  | 'address'
  | 'qr'
  | 'qr_lookup'
  | 'coupon_code'
  | 'coupon_sign'
  | 'phone_code'
  | 'operation'
  | 'upload'
  | 'rate_limit'
  | 'webhook'
  | 'demo'

export interface Sealed {
  keyId: string
  ciphertext: Buffer
}

/**
 * Keys derived from SECRET_KEYS: the first signs and encrypts, all verify and decrypt.
 * AES-256-GCM with a random 96-bit nonce: ciphertext = nonce (12) | tag (16) | body, bound to `context`.
 */
export class Keyring {
  readonly #secrets: string[]
  readonly #derived = new Map<string, KeyObject>()

  constructor(secrets: string[]) {
    if (secrets.length === 0) throw new Error('SECRET_KEYS is empty')
    this.#secrets = secrets
  }

  hmac(purpose: KeyPurpose, message: string | Buffer): Buffer {
    return createHmac('sha256', this.#key(purpose, this.#first)).update(message).digest()
  }

  /** By every accepted key, the first first: for looking up what an older key wrote. */
  hmacAll(purpose: KeyPurpose, message: string | Buffer): Buffer[] {
    return this.#secrets.map((secret) =>
      createHmac('sha256', this.#key(purpose, secret)).update(message).digest(),
    )
  }

  verify(purpose: KeyPurpose, message: string | Buffer, mac: Buffer): boolean {
    return this.hmacAll(purpose, message).some(
      (expected) => expected.length === mac.length && timingSafeEqual(expected, mac),
    )
  }

  seal(purpose: KeyPurpose, plain: Buffer, context: string): Sealed {
    const nonce = newNonce()
    const cipher = createCipheriv('aes-256-gcm', this.#key(purpose, this.#first), nonce)
    cipher.setAAD(Buffer.from(context))
    const body = cipher.update(plain)
    // A stream cipher holds nothing back: the end gives the tag alone.
    cipher.final()
    return {
      keyId: keyIdOf(this.#first),
      ciphertext: Buffer.concat([nonce, cipher.getAuthTag(), body]),
    }
  }

  /** @throws when the key is unknown, the context differs or the bytes were changed. */
  open(purpose: KeyPurpose, sealed: Sealed, context: string): Buffer {
    const secret = this.#secrets.find((candidate) => keyIdOf(candidate) === sealed.keyId)
    if (!secret) throw new Error(`no secret key with id ${sealed.keyId}`)
    const { ciphertext } = sealed
    const decipher = createDecipheriv('aes-256-gcm', this.#key(purpose, secret), ciphertext.subarray(0, 12))
    decipher.setAAD(Buffer.from(context))
    decipher.setAuthTag(ciphertext.subarray(12, 28))
    return Buffer.concat([decipher.update(ciphertext.subarray(28)), decipher.final()])
  }

  /** An Ed25519 signature (RFC 8032), 64 bytes, by the first key; `publicKey` checks it. */
  sign(purpose: KeyPurpose, message: Buffer): Buffer {
    return signBytes(null, message, this.#signingKey(purpose))
  }

  /** Of `sign`, 32 bytes. */
  publicKey(purpose: KeyPurpose): Buffer {
    const { x = '' } = createPublicKey(this.#signingKey(purpose)).export({ format: 'jwk' })
    return Buffer.from(x, 'base64url')
  }

  /** The derived key is the seed of the private one. */
  #signingKey(purpose: KeyPurpose): KeyObject {
    const cacheKey = `${purpose}:signing`
    const known = this.#derived.get(cacheKey)
    if (known) return known
    const seed = this.#key(purpose, this.#first).export()
    const key = createPrivateKey({ key: Buffer.concat([ED25519_PKCS8, seed]), format: 'der', type: 'pkcs8' })
    this.#derived.set(cacheKey, key)
    return key
  }

  /** False for what an older key sealed, also when that key is gone: to be sealed anew where the plain text is at hand. */
  isOfToday(keyId: string): boolean {
    return keyId === keyIdOf(this.#first)
  }

  /** Whether what a key sealed can be opened. */
  knows(keyId: string): boolean {
    return this.#secrets.some((secret) => keyIdOf(secret) === keyId)
  }

  /** Of the key that signs and encrypts. */
  get keyId(): string {
    return keyIdOf(this.#first)
  }

  get #first(): string {
    return this.#secrets[0] as string
  }

  #key(purpose: KeyPurpose, secret: string): KeyObject {
    const cacheKey = `${purpose}:${keyIdOf(secret)}`
    const known = this.#derived.get(cacheKey)
    if (known) return known
    const bytes = hkdfSync('sha256', secret, 'fuel-cabinet', `fuel-cabinet/${purpose}/v1`, 32)
    // A key object costs a cipher an eighth of what the bare bytes do: a register seals a hundred thousand payloads.
    const key = createSecretKey(Buffer.from(bytes))
    this.#derived.set(cacheKey, key)
    return key
  }
}

/** What stands before the 32 bytes of a seed (RFC 8410). */
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

const NONCE_BYTES = 12
const nonces = Buffer.alloc(1_024 * NONCE_BYTES)
let nextNonce = nonces.length

/** Fresh random bytes, asked of the system a thousand at a time. */
function newNonce(): Buffer {
  if (nextNonce === nonces.length) {
    randomFillSync(nonces)
    nextNonce = 0
  }
  const nonce = Buffer.from(nonces.subarray(nextNonce, nextNonce + NONCE_BYTES))
  nextNonce += NONCE_BYTES
  return nonce
}

const keyIds = new Map<string, string>()
function keyIdOf(secret: string): string {
  const known = keyIds.get(secret)
  if (known) return known
  const id = createHash('sha256').update(`fuel-cabinet/key-id/${secret}`).digest('hex').slice(0, 16)
  keyIds.set(secret, id)
  return id
}

/** 256 random bits as base64url: session ids and the like. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

export function sha256(value: string | Buffer): Buffer {
  return createHash('sha256').update(value).digest()
}
