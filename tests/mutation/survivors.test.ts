import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mutantsOf } from './mutants.ts'
import { type Explained, explanationOf, staleOf } from './survivors.ts'

const number = { kind: 'number', before: 'const WAIT_MS = 20', after: 'const WAIT_MS = 21' } as const
const explained: Explained[] = [
  { file: 'access/queue-by-key.server.ts', ...number, why: 'nobody counts a millisecond' },
]

test('a survivor is explained by its file and code, wherever the line has moved', () => {
  expect(explanationOf(explained, 'app/domain/access/queue-by-key.server.ts', number)?.why).toBe(
    'nobody counts a millisecond',
  )
})

test.each([
  ['another file', 'app/domain/access/sign-in-attempts.server.ts', number],
  ['a file of this name in another folder', 'app/domain/kernel/queue-by-key.server.ts', number],
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
  const elsewhere = 'app/domain/kernel/queue-by-key.server.ts'
  expect(staleOf(explained, [{ path: elsewhere, mutant: number }])).toEqual([])
})

const stored: Explained[] = JSON.parse(readFileSync('tests/mutation/survivors.json', 'utf8'))

test('every stored explanation is of a change that can be made, in the order of the files', () => {
  const files = stored.map(({ file }) => file)
  expect(files).toEqual(files.toSorted((a, b) => (a < b ? -1 : Number(a > b))))
  expect(files.filter((file) => !existsSync(join('app/domain', file)))).toEqual([])
  const mutants = [...new Set(files)].flatMap((file) => {
    const path = join('app/domain', file)
    return mutantsOf(path, readFileSync(path, 'utf8')).map((mutant) => ({ path, mutant }))
  })
  expect(staleOf(stored, mutants)).toEqual([])
})
