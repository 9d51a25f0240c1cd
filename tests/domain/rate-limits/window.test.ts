import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roomIn, type SlidingWindow, secondsUntilRoom } from '#app/domain/rate-limits/window.ts'

test.each<[string, SlidingWindow, number]>([
  ['nobody came before', { previous: 0, current: 0, elapsed: 0.5 }, 20],
  ['the minute before was full and has just ended', { previous: 20, current: 0, elapsed: 0 }, 0],
  ['a quarter of it is out of reach', { previous: 20, current: 0, elapsed: 0.25 }, 5],
  ['half of half a minute', { previous: 10, current: 3, elapsed: 0.5 }, 15],
  ['a part of a hit counts as one', { previous: 1, current: 0, elapsed: 0.5 }, 19],
])('security 20: of 20 a minute there is room when %s', (_, window, room) => {
  expect(roomIn(window, 20)).toBe(room)
})

const fullWindow = fc
  .record({
    limit: fc.integer({ min: 1, max: 600 }),
    seconds: fc.constantFrom(60, 3600),
    previous: fc.integer({ min: 0, max: 700 }),
    current: fc.integer({ min: 0, max: 700 }),
    elapsed: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  })
  .filter(({ limit, ...window }) => roomIn(window, limit) <= window.current)

/** What the database would tell so many seconds later, if nobody came. */
function later(
  { elapsed, current, previous }: SlidingWindow,
  seconds: number,
  length: number,
): SlidingWindow {
  const at = elapsed + seconds / length
  const ended = Math.floor(at)
  const [now = 0, before = 0] = [[current, previous], [0, current], []][Math.min(ended, 2)] ?? []
  return { elapsed: at - ended, current: now, previous: before }
}

test('security 20: who is refused passes after the seconds that he was told, and not a second sooner', () => {
  const margin = 0.01
  fc.assert(
    fc.property(fullWindow, ({ limit, seconds, ...window }) => {
      const wait = secondsUntilRoom(window, limit, seconds)
      const after = later(window, wait + margin, seconds)
      expect(roomIn(after, limit)).toBeGreaterThan(after.current)
      if (wait === 1) return
      const before = later(window, wait - 1 - margin, seconds)
      expect(roomIn(before, limit)).toBeLessThanOrEqual(before.current)
    }),
    { numRuns: 2000 },
  )
})

test('security 20: nobody is told to come back at once', () => {
  expect(secondsUntilRoom({ elapsed: 0.999, current: 3, previous: 20 }, 20, 60)).toBe(1)
})
