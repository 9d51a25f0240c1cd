import { describe, expect, test } from 'vitest'
import { ibanInGroups, isBic, isIban, isKbe, normaliseCode } from '#app/domain/contracts/bank-codes.ts'

/** The example of the standard. */
const GOOD = 'KZ86125KZT5004100100'

describe('an account number', () => {
  test('is twenty characters whose check digits fit', () => {
    expect(isIban(GOOD)).toBe(true)
    expect(isIban(normaliseCode('kz86 125k zt50 0410 0100'))).toBe(true)
    expect(ibanInGroups(GOOD)).toBe('KZ86\u00a0125K\u00a0ZT50\u00a00410\u00a00100')
  })

  test('does not fit when any one character is another, or two neighbours change places', () => {
    for (let at = 2; at < GOOD.length; at++) {
      const digit = GOOD[at] === '9' ? '8' : '9'
      expect(isIban(GOOD.slice(0, at) + digit + GOOD.slice(at + 1))).toBe(false)
      const [one, other] = [GOOD[at] ?? '', GOOD[at + 1] ?? '']
      if (one !== other && other !== '')
        expect(isIban(GOOD.slice(0, at) + other + one + GOOD.slice(at + 2))).toBe(false)
    }
  })

  test.each(['', 'KZ86', 'RU86125KZT5004100100', `${GOOD}0`])('is not %s', (text) => {
    expect(isIban(text)).toBe(false)
  })
})

test('a BIC has a bank, the country and a place, and perhaps a branch', () => {
  expect(['KCJBKZKX', 'HSBKKZKX', 'KCJBKZKXXXX'].every(isBic)).toBe(true)
  expect(['KCJBRUMM', 'KCJB', 'KCJBKZKX1'].some(isBic)).toBe(false)
})

test('КБе is residency and sector', () => {
  expect(['17', '19', '25'].every(isKbe)).toBe(true)
  expect(['07', '37', '1', '170'].some(isKbe)).toBe(false)
})
