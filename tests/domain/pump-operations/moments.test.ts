import { expect, test } from 'vitest'
import { momentOf } from '#app/domain/pump-operations/moments.ts'

const now = new Date('2026-11-30T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

test.each([
  ['of this moment', 0, false],
  ['five minutes ahead of ours', -5, false],
  ['more than five minutes ahead', -5.01, true],
  ['72 hours old', 72 * 60, false],
  ['older than 72 hours', 72 * 60 + 0.01, true],
])('what a station tells %s is believed or marked', (_, minutes, isSuspect) => {
  const told = ago(minutes)
  expect(momentOf({ now }, told)).toEqual({ at: isSuspect ? now : told, isSuspect })
})

test('without a moment from the station ours counts, and nothing is suspect', () => {
  expect(momentOf({ now }, undefined)).toEqual({ at: now, isSuspect: false })
})
