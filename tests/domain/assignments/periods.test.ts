import { expect, test } from 'vitest'
import { type Period, periodChange } from '#app/domain/assignments/periods.ts'
import { SeededRandom } from '#app/domain/demo/random.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 10, 1, hour))

/** What is stored after a change. */
function after(periods: readonly Period[], subjectId: number | null, from: Date, id: number): Period[] {
  const change = periodChange(periods, subjectId, from)
  if (!change) return [...periods]
  const { removed, ended, added } = change
  const kept = periods
    .filter((period) => !removed.includes(period.id))
    .map((period) => (period.id === ended?.id ? { ...period, until: ended.until } : period))
  return added ? [...kept, { id, ...added, until: null }] : kept
}

function whoseAt(periods: readonly Period[], moment: Date): number[] {
  return periods
    .filter(({ from, until }) => from <= moment && (until === null || moment < until))
    .map(({ subjectId }) => subjectId)
}

test('it is whose it was given to from then on, and whose it was before that; never two’s', () => {
  for (let seed = 0; seed < 400; seed++) {
    const random = new SeededRandom(seed)
    const below = (most: number) => random.between(0, most - 1)
    let periods: Period[] = []
    for (let id = 1; id <= 12; id++) {
      const subjectId = below(4) === 0 ? null : 1 + below(3)
      const from = at(below(24))
      const next = after(periods, subjectId, from, id)
      for (let hour = -1; hour < 30; hour++) {
        const moment = at(hour)
        const expected = moment < from ? whoseAt(periods, moment) : subjectId === null ? [] : [subjectId]
        expect(whoseAt(next, moment)).toEqual(expected)
      }
      periods = next
    }
  }
})

test('what is so already is no change', () => {
  const mine = { id: 1, subjectId: 7, from: at(3), until: null }
  expect(periodChange([mine], 7, at(5))).toBeNull()
  expect(periodChange([], null, at(5))).toBeNull()
  expect(periodChange([mine], 7, at(1))).toEqual({
    removed: [1],
    ended: null,
    added: { subjectId: 7, from: at(1) },
  })
})
