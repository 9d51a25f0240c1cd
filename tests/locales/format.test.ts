import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { transformWithEsbuild } from 'vite'
import { describe, expect, test } from 'vitest'
import { fileMoney, fileVolume } from '#app/domain/kernel/money.ts'
import {
  formatDate,
  formatDates,
  formatDateTime,
  formatInteger,
  formatMoney,
  formatPhone,
  formatVolume,
  placesOf,
} from '#locales/format.ts'
import { locales } from '#locales/index.ts'

const anyLocale = fc.constantFrom(...locales)
const anyTiyn = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n })
const anyDay = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

/** What a person reads, back to the number that was meant. */
function meant(text: string): bigint {
  const digits = text.replace(/[^\d\u2212]/g, '')
  return digits.startsWith('\u2212') ? -BigInt(digits.slice(1)) : BigInt(digits)
}

test.each([
  ['+77017654321', '+7\u00A0(701)\u00A0765\u201143\u201121'],
  ['+998901234567', '+998901234567'],
  ['+7 (727) 250-10-01', '+7 (727) 250-10-01'],
  ['', ''],
])('the telephone %s is read as %s', (phone, read) => {
  expect(formatPhone(phone)).toBe(read)
})

describe('money', () => {
  test.each([
    [123450, 'ru', '1\u00A0234,50\u00A0₸'],
    [123450, 'kk', '1\u00A0234,50\u00A0₸'],
    [123450, 'en', '1,234.50\u00A0₸'],
    [0, 'ru', '0,00\u00A0₸'],
    [5, 'ru', '0,05\u00A0₸'],
    [-5, 'en', '\u22120.05\u00A0₸'],
    [99999999, 'ru', '999\u00A0999,99\u00A0₸'],
    [100000000000n, 'en', '1,000,000,000.00\u00A0₸'],
  ] as const)('%s tiyn in %s', (tiyn, locale, text) => {
    expect(formatMoney(tiyn, locale)).toBe(text)
  })

  test('says exactly what was meant, however large', () => {
    fc.assert(fc.property(anyTiyn, anyLocale, (tiyn, locale) => meant(formatMoney(tiyn, locale)) === tiyn))
  })

  test('reads the same from a number and from a bigint', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), anyLocale, (tiyn, locale) => {
        expect(formatMoney(tiyn, locale)).toBe(formatMoney(BigInt(tiyn), locale))
      }),
    )
  })

  test('groups by three, never breaks a line, and takes the minus of type', () => {
    fc.assert(
      fc.property(anyTiyn, anyLocale, (tiyn, locale) => {
        const text = formatMoney(tiyn, locale)
        expect(text).toMatch(
          locale === 'en'
            ? /^\u2212?\d{1,3}(,\d{3})*\.\d\d\u00A0₸$/
            : /^\u2212?\d{1,3}(\u00A0\d{3})*,\d\d\u00A0₸$/,
        )
      }),
    )
  })
})

describe('volume', () => {
  test.each([
    [1234500, 'ru', '1\u00A0234,5\u00A0л'],
    [1234500, 'kk', '1\u00A0234,5\u00A0л'],
    [1234500, 'en', '1,234.5\u00A0L'],
    [20000, 'ru', '20\u00A0л'],
    [87250, 'ru', '87,25\u00A0л'],
    [1, 'en', '0.001\u00A0L'],
    [0, 'en', '0\u00A0L'],
    [-500, 'ru', '\u22120,5\u00A0л'],
  ] as const)('%s ml in %s', (millilitres, locale, text) => {
    expect(formatVolume(millilitres, locale)).toBe(text)
  })

  test('drops only zeros that say nothing', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), anyLocale, (millilitres, locale) => {
        const [whole = '', fraction = ''] = formatVolume(millilitres, locale)
          .slice(0, -2)
          .split(locale === 'en' ? '.' : ',')
        expect(fraction).not.toMatch(/0$/)
        const sign = whole.startsWith('\u2212') ? -1n : 1n
        const litres = BigInt(whole.replace(/\D/g, ''))
        expect(sign * (litres * 1000n + BigInt(fraction.padEnd(3, '0')))).toBe(BigInt(millilitres))
      }),
    )
  })
})

test('whole numbers are grouped in the language', () => {
  expect(formatInteger(3000, 'ru')).toBe('3\u00A0000')
  expect(formatInteger(1234567, 'en')).toBe('1,234,567')
  expect(formatInteger(999, 'kk')).toBe('999')
})

describe('dates', () => {
  test.each([
    ['ru', '05.03.2026', '05.03.2026, 14:07'],
    ['kk', '05.03.2026', '05.03.2026, 14:07'],
    ['en', '5 Mar 2026', '5 Mar 2026, 14:07'],
  ] as const)('in %s', (locale, short, withTime) => {
    expect(formatDate('2026-03-05', locale)).toBe(short)
    expect(formatDate('2026-03-05T14:07:59', locale)).toBe(short)
    expect(formatDateTime('2026-03-05T14:07:59', locale)).toBe(withTime)
  })

  test('two of them stay together as far as a line allows: none begins with the dash', () => {
    expect(formatDates('2026-03-01', '2026-03-05', 'kk')).toBe('01.03.2026\u00A0– 05.03.2026')
    expect(formatDates('2026-03-01', '2026-03-05', 'en')).toBe('1 Mar 2026\u00A0– 5 Mar 2026')
  })

  test('every month has its English name, and Node agrees', () => {
    for (let month = 1; month <= 12; month++) {
      const day = `2026-${String(month).padStart(2, '0')}-05`
      const name = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(new Date(day))
      expect(formatDate(day, 'en')).toBe(`5 ${name.slice(0, 3)} 2026`)
    }
  })

  test('a day is never shown as another', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(formatDate(day, 'ru').split('.').reverse().join('-')).toBe(day)
      }),
    )
  })
})

describe('files', () => {
  test('numbers stand without grouping, with the minus of a keyboard', () => {
    expect(fileMoney(-123456789)).toBe('-1234567.89')
    expect(fileMoney(5, ',')).toBe('0,05')
    expect(fileVolume(1234500, ',')).toBe('1234,500')
    expect(fileVolume(-1n)).toBe('-0.001')
  })

  test('what is written can be read back exactly', () => {
    fc.assert(fc.property(anyTiyn, (tiyn) => BigInt(fileMoney(tiyn).replace('.', '')) === tiyn))
  })
})

test('the formatter costs the browser less than 1 KB', async () => {
  const path = 'locales/format.ts'
  const { code } = await transformWithEsbuild(readFileSync(path, 'utf8'), path, {
    minify: true,
    charset: 'utf8',
  })
  expect(gzipSync(code, { level: 9 }).length).toBeLessThan(1024)
})

test('the volumes of a column have the decimals that the longest of them needs', () => {
  const column = [40_000, 156_170, -92_700]
  expect(placesOf(column)).toBe(2)
  expect(column.map((volume) => formatVolume(volume, 'en', placesOf(column)))).toEqual([
    '40.00\u00a0L',
    '156.17\u00a0L',
    '\u221292.70\u00a0L',
  ])
  expect([placesOf([]), placesOf([50_000]), placesOf([1])]).toEqual([0, 0, 3])
})
