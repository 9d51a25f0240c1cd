/** Files of random bytes, and real ones with any byte changed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import { firstWords } from '#tests/support/products.ts'
import { sample } from './parsing/support/registers.ts'

const bytesOf = (text: string) => Buffer.from(text, 'latin1')

test('opening never throws', async () => {
  const start = fc.constantFrom(
    '',
    'PK\x03\x04',
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    '%PDF',
    '<html',
    'sep=;\r\n',
    '\xef\xbb\xbf',
    '\xff\xfe',
  )
  await fc.assert(
    fc.asyncProperty(start, fc.uint8Array({ maxLength: 300 }), async (beginning, bytes) => {
      const register = await openRegister(Buffer.concat([bytesOf(beginning), bytes]))
      expect(register.ready || register.fileFaults.length > 0 || register.missing.length > 0).toBe(true)
    }),
  )
})

test('a register with any byte changed is read or refused, never a crash', async () => {
  const whole = sample('coupons-1c-faulty.csv')
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), async (place, byte) => {
      const bytes = Buffer.from(whole)
      bytes[place] = byte
      const register = await openRegister(bytes, { kind: 'coupons' })
      if (!register.ready) return
      for await (const row of register.rows(firstWords)) expect(row.row).toBeGreaterThan(1)
    }),
    { numRuns: 50 },
  )
})

test('a workbook with any byte changed is read or refused, never a crash', async () => {
  const whole = sample('stations-1c.xlsx')
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), async (place, byte) => {
      const bytes = Buffer.from(whole)
      bytes[place] = byte
      const register = await openRegister(bytes)
      if (!register.ready) return
      for await (const row of register.rows(firstWords)) expect(row.row).toBeGreaterThan(0)
    }),
    { numRuns: 50 },
  )
})
