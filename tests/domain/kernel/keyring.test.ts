import { describe, expect, test } from 'vitest'
import { Keyring, randomToken } from '#app/domain/kernel/keyring.server.ts'

const [OLD, NEW] = ['old secret '.repeat(4), 'new secret '.repeat(4)]
const old = new Keyring([OLD])
const rotated = new Keyring([NEW, OLD])
const fresh = new Keyring([NEW])
const PLAIN = Buffer.from('4507000001')

test('there is no keyring without a secret', () => {
  expect(() => new Keyring([])).toThrow('SECRET_KEYS')
})

describe('what is sealed', () => {
  const sealed = old.seal('qr', PLAIN, 'coupon 1')

  test('is opened by every keyring that has its key', () => {
    expect(old.open('qr', sealed, 'coupon 1')).toEqual(PLAIN)
    expect(rotated.open('qr', sealed, 'coupon 1')).toEqual(PLAIN)
    expect(() => fresh.open('qr', sealed, 'coupon 1')).toThrow('no secret key')
  })

  test('is a nonce of twelve bytes, a tag of sixteen and the text', () => {
    expect(sealed.ciphertext).toHaveLength(12 + 16 + PLAIN.length)
    expect(sealed.keyId).toMatch(/^[0-9a-f]{16}$/)
  })

  test('is bound to its context, its purpose and each of its bytes', () => {
    expect(() => old.open('qr', sealed, 'coupon 2')).toThrow()
    expect(() => old.open('upload', sealed, 'coupon 1')).toThrow()
    for (const at of sealed.ciphertext.keys()) {
      const ciphertext = Buffer.from(sealed.ciphertext)
      ciphertext.writeUInt8(ciphertext.readUInt8(at) ^ 1, at)
      expect(() => old.open('qr', { ...sealed, ciphertext }, 'coupon 1')).toThrow()
    }
  })

  test('never has the nonce of another', () => {
    const nonces = Array.from({ length: 2_100 }, () =>
      old.seal('qr', PLAIN, '').ciphertext.subarray(0, 12).toString('hex'),
    )
    expect(new Set(nonces).size).toBe(2_100)
  })

  test('by an older key is known as such', () => {
    expect([old, rotated, fresh].map((keyring) => keyring.isOfToday(sealed.keyId))).toEqual([
      true,
      false,
      false,
    ])
    expect([old, rotated, fresh].map((keyring) => keyring.knows(sealed.keyId))).toEqual([true, true, false])
    expect([old, rotated, fresh].map(({ keyId }) => keyId === sealed.keyId)).toEqual([true, false, false])
  })
})

describe('what is signed', () => {
  const mac = old.hmac('cookie', 'text')

  test('is right by every accepted key, for its purpose and its text', () => {
    expect(old.verify('cookie', 'text', mac)).toBe(true)
    expect(rotated.verify('cookie', 'text', mac)).toBe(true)
    expect(fresh.verify('cookie', 'text', mac)).toBe(false)
    expect(old.verify('link', 'text', mac)).toBe(false)
    expect(old.verify('cookie', 'texts', mac)).toBe(false)
    for (const wrong of [Buffer.alloc(0), mac.subarray(1), Buffer.concat([mac, Buffer.alloc(1)])])
      expect(old.verify('cookie', 'text', wrong)).toBe(false)
  })

  test('is signed by the first key, and looked up by each in their order', () => {
    expect(rotated.hmac('cookie', 'text')).toEqual(fresh.hmac('cookie', 'text'))
    expect(rotated.hmacAll('cookie', 'text')).toEqual([fresh.hmac('cookie', 'text'), mac])
  })
})

test('a token has 256 bits', () => {
  expect(Buffer.from(randomToken(), 'base64url')).toHaveLength(32)
})
