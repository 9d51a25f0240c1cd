import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isPublicId, keyParts, newKeyText, newPublicId } from '#app/domain/integrations/key-text.server.ts'
import { sandbox } from '#app/domain/integrations/sandbox.ts'
import { scopesIn, stationsOfKey, textOfScopes, textOfStations } from '#app/domain/integrations/stored.ts'

test('scopes are stored in their own order, and what a later release knows is left out', () => {
  expect(textOfScopes(['manage', 'pump', 'read'])).toBe('pump read manage')
  expect(scopesIn('manage something pump')).toEqual(['pump', 'manage'])
})

test('stations are stored sorted, each once, and all of them as nothing', () => {
  expect(textOfStations(['B', 'A', 'B'])).toBe('A\nB')
  expect(textOfStations([])).toBeNull()
  expect(stationsOfKey('A\nB')).toEqual(['A', 'B'])
  expect(stationsOfKey(null)).toBeNull()
})

test('a key is known by its parts', () => {
  for (const isTest of [true, false]) {
    const { key, publicId, secretHash } = newKeyText(isTest)
    expect(keyParts(key)).toEqual({ isTest, publicId, secretHash })
  }
  for (const wrong of [
    '',
    'fck__',
    `fck_${'a'.repeat(11)}_${'b'.repeat(43)}`,
    `fck_${'a'.repeat(12)}_${'b'.repeat(42)}`,
  ])
    expect(keyParts(wrong)).toBeNull()
})

test('a public id has twelve characters that nobody mistakes for others', () => {
  expect(newPublicId()).toMatch(/^[2-9a-hjkmnp-z]{12}$/)
  expect(['a'.repeat(12), 'a'.repeat(13), 'ключ', ''].map(isPublicId)).toEqual([true, false, false, false])
})

test('the test company has what the documentation promises', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../../docs/integration.md'), 'utf8')
  const { card, blockedCard, coupons, couponVolume, dailyLimit, price, qrPrefix } = sandbox
  expect(guide).toContain(`the card \`${card}\` (works), the card \`${blockedCard}\` (blocked by the issuer)`)
  const { pinCard, pin, odometerCard, odometerKm } = sandbox
  expect(guide).toContain(`the card \`${pinCard}\` (PIN \`${pin}\`)`)
  expect(guide).toContain(`the card \`${odometerCard}\` (last filled at ${odometerKm / 1_000},000 km)`)
  expect(guide).toContain(`--card ${pinCard} --volume 10000\` (2, \`pin_required\`)`)
  expect(guide).toContain(`--pin ${pin}\` (0, \`held\`)`)
  const range = `\`${coupons[0]}\` to \`${coupons.at(-1)}\``
  expect(guide).toContain(`${coupons.length} coupons of ${couponVolume / 1_000} litres, ${range}`)
  expect(guide).toContain(`--qr ${qrPrefix}${coupons[3]}\``)
  expect(new Set(coupons).size).toBe(60)
  expect({ dailyLimit, price }).toEqual({ dailyLimit: 1_000_000, price: 30_000 })
})
