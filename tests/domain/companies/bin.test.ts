import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { binCheckDigit, binFault, cleanBin, isValidBin, restoreBinZeros } from '#app/domain/companies/bin.ts'

const elevenDigits = fc.stringMatching(/^\d{11}$/).filter((digits) => Number(digits) > 0)
const validBin = elevenDigits
  .map((digits) => ({ digits, check: binCheckDigit(digits) }))
  .filter(({ check }) => check !== null)
  .map(({ digits, check }) => `${digits}${check}`)

const usesFirstWeights = (bin: string) =>
  [...bin.slice(0, 11)].reduce((sum, digit, index) => sum + Number(digit) * (index + 1), 0) % 11 < 10

describe('the check digit', () => {
  // From the owner's samples.
  test.each(['170540595277', '040640127135', '100840717088', '021040743466'])('%s is one', (bin) => {
    expect(binFault(bin)).toBeNull()
  })

  test('by the second weights, and none where these give ten as well', () => {
    const bySecond = ['00000000005', '00000000014', '00000000100'].map(binCheckDigit)
    expect(bySecond.every((digit) => digit === null || digit < 10)).toBe(true)
    fc.assert(
      fc.property(elevenDigits, (digits) => {
        const check = binCheckDigit(digits)
        const valid = Array.from({ length: 10 }, (_, digit) => `${digits}${digit}`).filter(isValidBin)
        expect(valid).toEqual(check === null ? [] : [`${digits}${check}`])
      }),
    )
  })

  test('any other last digit is refused', () => {
    fc.assert(
      fc.property(validBin, fc.integer({ min: 1, max: 9 }), (bin, by) => {
        expect(binFault(bin.slice(0, 11) + ((Number(bin[11]) + by) % 10))).toBe('bin_check_digit')
      }),
    )
  })

  // The eleventh digit has the weight 11 and is not protected: so is the rule.
  test('any one of the first ten digits mistyped is noticed, while the first weights decide', () => {
    fc.assert(
      fc.property(validBin, fc.nat({ max: 9 }), fc.integer({ min: 1, max: 9 }), (bin, place, by) => {
        const mistyped = bin.slice(0, place) + ((Number(bin[place]) + by) % 10) + bin.slice(place + 1)
        fc.pre(usesFirstWeights(bin) && usesFirstWeights(mistyped))
        expect(isValidBin(mistyped)).toBe(false)
      }),
    )
  })
})

test.each([
  '',
  '17054059527',
  '1705405952770',
  '17054059527a',
  '000000000000',
  ' 170540595277',
  '１７０５４０５９５２７７',
])('%j is malformed', (text) => {
  expect(binFault(text)).toBe('bin_malformed')
})

test('spaces and dashes of paper are taken out', () => {
  expect(cleanBin(' 170 540-595\u00A0277 ')).toBe('170540595277')
})

describe('zeros that Excel took', () => {
  test('come back where check digit and month prove them', () => {
    expect(restoreBinZeros('40640127135')).toBe('040640127135')
    expect(restoreBinZeros('21040743466')).toBe('021040743466')
  })

  test('do not where they do not, and nothing else is touched', () => {
    for (const text of ['40640127136', '1', '', '170540595277', 'x40640127135'])
      expect(restoreBinZeros(text)).toBe(text)
  })
})
