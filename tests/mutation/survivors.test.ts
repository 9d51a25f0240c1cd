import { expect, test } from 'vitest'
import { type Explained, explanationOf, staleOf } from './survivors.ts'

const number = { kind: 'number', before: 'const WAIT_MS = 20', after: 'const WAIT_MS = 21' } as const
const explained: Explained[] = [
  { file: 'queue-by-key.server.ts', ...number, why: 'nobody counts a millisecond' },
]

test('a survivor is explained by its code, wherever the file and the line have moved', () => {
  expect(explanationOf(explained, 'app/domain/access/queue-by-key.server.ts', number)?.why).toBe(
    'nobody counts a millisecond',
  )
  expect(explanationOf(explained, 'app/domain/kernel/queue-by-key.server.ts', number)).toBe(explained[0])
})

test.each([
  ['another file', 'app/domain/access/sign-in-attempts.server.ts', number],
  ['another kind', 'app/domain/access/queue-by-key.server.ts', { ...number, kind: 'drop' as const }],
  ['other code', 'app/domain/access/queue-by-key.server.ts', { ...number, before: 'const WAIT_MS = 30' }],
  ['another change', 'app/domain/access/queue-by-key.server.ts', { ...number, after: 'const WAIT_MS = 22' }],
])('%s is not explained by it', (_, path, mutant) => {
  expect(explanationOf(explained, path, mutant)).toBeUndefined()
})

test('an explanation of code that is no more is stale, if its file was looked at', () => {
  const path = 'app/domain/access/queue-by-key.server.ts'
  expect(staleOf(explained, [{ path, mutant: number }])).toEqual([])
  expect(staleOf(explained, [{ path, mutant: { ...number, before: 'const WAIT_MS = 30' } }])).toEqual(
    explained,
  )
  expect(staleOf(explained, [{ path: 'app/domain/cards/cards.ts', mutant: number }])).toEqual([])
})
