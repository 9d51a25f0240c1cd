import { expect, test } from 'vitest'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { stateOf } from '#app/domain/till/own-shift.server.ts'

const row = (change: object) =>
  ({
    is_over: 0,
    open_user_id: 7,
    device_hash: sha256('phone'),
    pin_failures: 0,
    idle_seconds: 0,
    ...change,
  }) as Parameters<typeof stateOf>[0]

test.each([
  [{ idle_seconds: 599 }, 'open'],
  [{ idle_seconds: 600 }, 'locked'],
  [{ pin_failures: 1 }, 'locked'],
  [{ pin_failures: 2 }, 'locked'],
  [{ pin_failures: 3 }, 'blocked'],
  [{ is_over: 1 }, 'none'],
  [{ open_user_id: null }, 'none'],
])('a shift with %o is %s', (change, state) => {
  expect(stateOf(row(change), 'phone')).toBe(state)
})

test('a shift is elsewhere for another phone, and none where there is none', () => {
  expect(stateOf(row({}), 'other')).toBe('elsewhere')
  expect(stateOf(row({ pin_failures: 3 }), undefined)).toBe('elsewhere')
  expect(stateOf(undefined, 'phone')).toBe('none')
})
