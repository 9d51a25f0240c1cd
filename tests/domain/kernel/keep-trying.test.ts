import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepTrying } from '#app/domain/kernel/keep-trying.server.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const SECOND_MS = 1_000

/** Fails so often, each time after a second. */
function failing(times: number) {
  let attempts = 0
  return {
    attempt: async () => {
      attempts += 1
      vi.advanceTimersByTime(SECOND_MS)
      if (attempts <= times) throw new Error('away')
    },
    made: () => attempts,
  }
}

test('tries until it was told', async () => {
  const { attempt, made } = failing(2)
  await keepTrying(attempt, 60 * SECOND_MS)
  expect(made()).toBe(3)
})

test('gives up without a word when its time is over', async () => {
  const { attempt, made } = failing(10)
  await keepTrying(attempt, 2 * SECOND_MS)
  expect(made()).toBe(2)
})
