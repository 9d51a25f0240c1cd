import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testsOf } from './tests-of.ts'

const root = join(import.meta.dirname, '../..')
const MATRIX = 'tests/domain/matrix/matrix.test.ts'

test.each<[string, string, string]>([
  [
    'its own folder, what imports it first',
    'app/domain/coupons/coupon-qr.server.ts',
    'tests/domain/coupons/qr.test.ts',
  ],
  ['the nearest folder', 'app/domain/imports/parsing/dates.ts', 'tests/imports/parsing/dates.test.ts'],
  ['the folder above', 'app/domain/imports/merging/cards.server.ts', 'tests/domain/imports/'],
  ['the test of its name', 'app/domain/kernel/calendar.ts', 'tests/calendar.test.ts'],
  ['a page that stands for it', 'app/domain/overview/staff-counts.ts', 'tests/routes/sweep/counts.test.ts'],
])('a file is tested by %s', (_, file, first) => {
  const tests = testsOf(root, file)
  expect(tests[0]?.startsWith(first)).toBe(true)
  expect(tests.at(-1)).toBe(MATRIX)
  expect(new Set(tests).size).toBe(tests.length)
})

test('a file without a folder of tests is tested by what imports it', () => {
  expect(testsOf(root, 'app/domain/kernel/transact.server.ts')).toContain(
    'tests/domain/invitations/invitations.test.ts',
  )
})

test('a file that removes what is old is tested by what tries each bound', () => {
  expect(testsOf(root, 'app/domain/events/events.server.ts')).toContain('tests/worker/retention.test.ts')
  expect(testsOf(root, 'app/domain/events/feed.server.ts')).not.toContain('tests/worker/retention.test.ts')
})
