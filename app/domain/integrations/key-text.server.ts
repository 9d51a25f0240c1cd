import { randomBytes, randomInt } from 'node:crypto'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'

/** Without 0/o, 1/l/i: people read a key's public id over the telephone. */
const READABLE = '23456789abcdefghjkmnpqrstuvwxyz'
const PUBLIC_LENGTH = 12
const SECRET_BYTES = 32

/** `fck_<public id>_<secret>`, `fckt_` for a test key: known by sight, and found by scanners of leaked secrets. */
const KEY = /^fck(t?)_([2-9a-z]{12})_([\w-]{43})$/

export function newPublicId(): string {
  let id = ''
  while (id.length < PUBLIC_LENGTH) id += READABLE[randomInt(READABLE.length)]
  return id
}

export function isPublicId(text: string): boolean {
  return /^[2-9a-z]{12}$/.test(text)
}

export interface NewKeyText {
  /** The whole key; it is shown once and kept nowhere. */
  key: string
  publicId: string
  secretHash: Buffer
}

export function newKeyText(isTest: boolean): NewKeyText {
  const publicId = newPublicId()
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  return { key: `fck${isTest ? 't' : ''}_${publicId}_${secret}`, publicId, secretHash: sha256(secret) }
}

export interface KeyParts {
  isTest: boolean
  publicId: string
  secretHash: Buffer
}

/** Null for what no key looks like. */
export function keyParts(key: string): KeyParts | null {
  const [, test, publicId, secret] = KEY.exec(key) ?? []
  return publicId && secret ? { isTest: test === 't', publicId, secretHash: sha256(secret) } : null
}
