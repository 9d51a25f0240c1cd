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
  ['the folder above', 'app/domain/imports/merging/cards.server.ts', 'tests/domain/imports/'],
  ['the test of its name', 'app/domain/kernel/calendar.ts', 'tests/domain/kernel/calendar.test.ts'],
  ['a page that stands for it', 'app/domain/overview/staff-counts.ts', 'tests/routes/sweep/counts.test.ts'],
])('a file is tested by %s', (_, file, first) => {
  const tests = testsOf(root, file)
  expect(tests[0]?.startsWith(first)).toBe(true)
  expect(tests.at(-1)).toBe(MATRIX)
  expect(new Set(tests).size).toBe(tests.length)
})

test('a file that reads files is tested by the nearest folder, and not by the matrix of rights', () => {
  const tests = testsOf(root, 'app/domain/imports/parsing/values/dates.ts')
  expect(tests[0]).toBe('tests/imports/parsing/dates.test.ts')
  expect(tests).not.toContain(MATRIX)
})

test.each([
  ['app/domain/kernel/error-codes/accounts.ts', 'tests/domain/kernel/error-codes.test.ts'],
  ['app/domain/payments/matching.ts', 'tests/domain/payments/matching.test.ts'],
  ['app/domain/contract-account/remainders.server.ts', 'tests/domain/pump-operations/remainders.test.ts'],
  ['app/domain/state-registers/taking-in.server.ts', 'tests/api/v1/state-registers.test.ts'],
  ['app/domain/authorizations/decline-help.ts', 'tests/views/authorizations/decline-view.test.ts'],
])('%s is tested by %s', (file, test) => {
  expect(testsOf(root, file)).toContain(test)
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
