import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { declineCodes } from '#app/domain/authorizations/decline-codes.ts'
import { errorStatus } from '#app/domain/kernel/errors.ts'
import { sourcesUnder } from '#tests/support/words.ts'

/** Where "may this be fuelled?" is decided. */
const DECIDES = 'app/domain/authorizations/'
/** Names that are errors of the cabinet's pages as well. */
const ALSO_ERRORS = new Set<string>(Object.keys(errorStatus))

/** Who names a reason for a decline, or calls a thing usable, decides beside `decide`. */
function decidesBeside(path: string, source: string): string[] {
  if (path.startsWith(DECIDES)) return []
  const codes = declineCodes.filter((code) => !ALSO_ERRORS.has(code) && source.includes(`'${code}'`))
  const names = source.match(/\b(?:is|can|may)\w*(?:Usable|Redeemable|Fuelled|Spendable)\b/g) ?? []
  return [...codes, ...names].map((name) => `${path}: ${name}`)
}

test('nobody decides beside `decide`', () => {
  const found = sourcesUnder('app').flatMap((path) => decidesBeside(path, readFileSync(path, 'utf8')))
  expect(found).toEqual([])
})

test('a page that decides by itself is found', () => {
  expect(decidesBeside('app/views/a.tsx', `if (left === 0) return 'limit_day'`)).toEqual([
    'app/views/a.tsx: limit_day',
  ])
  expect(decidesBeside('app/domain/coupons/a.ts', `export function isCouponUsable() {}`)).toHaveLength(1)
  expect(decidesBeside(`${DECIDES}quantity.ts`, `'limit_day'`)).toEqual([])
})
