import { expect, test } from 'vitest'
import { absoluteLimitOf, idleLimitOf } from '#app/domain/access/session-life.ts'

const HOUR = 3_600

test('a session ends after two idle hours and after twelve in all; a remembered one after two weeks', () => {
  expect([idleLimitOf(false), absoluteLimitOf(false)]).toEqual([2 * HOUR, 12 * HOUR])
  expect([idleLimitOf(true), absoluteLimitOf(true)]).toEqual([14 * 24 * HOUR, 14 * 24 * HOUR])
})
