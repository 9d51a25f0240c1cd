import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodeText, detectEncoding } from '#app/domain/imports/parsing/encoding.server.ts'
import { type Encoding, encodings } from '#app/domain/imports/parsing/encodings.ts'
import { couponHeader, couponRow, csv, readRegister, sample } from './support/registers.ts'

const samples: [file: string, encoding: Encoding][] = [
  ['companies-1c.csv', 'rk1048'],
  ['coupons-1c.csv', 'windows-1251'],
  ['coupons-1c-faulty.csv', 'windows-1251'],
  ['transactions-1c.csv', 'windows-1251'],
]
const marked = { addBOM: true }

function text(file: string, encoding: Encoding): string {
  return iconv.decode(sample(file), encoding)
}

describe.each(samples)('%s', (file, own) => {
  test.each(encodings)('re-encoded as %s is recognised', (encoding) => {
    const guess = detectEncoding(iconv.encode(text(file, own), encoding))
    // Where a file has none of the letters in which the two differ, they are one encoding.
    const same = encoding === 'rk1048' && !/[ӘәҒғҚқҢңӨөҰұҮүҺһ]/.test(text(file, own))
    expect(guess.encoding).toBe(same ? 'windows-1251' : encoding)
    expect(guess.confidence).not.toBe('unsure')
  })

  test.each(['utf-8', 'utf-16le', 'utf-16be'] as const)('a file in %s with a mark is certain', (encoding) => {
    const guess = detectEncoding(iconv.encode(text(file, own), encoding, marked))
    expect(guess).toMatchObject({ encoding, confidence: 'certain' })
  })
})

describe('records do not depend on the encoding', () => {
  test.each(encodings)('coupons in %s', async (encoding) => {
    const expected = await readRegister(sample('coupons-1c.csv'), { kind: 'coupons' })
    const bytes = iconv.encode(text('coupons-1c.csv', 'windows-1251'), encoding)
    const { good, faulty } = await readRegister(bytes, { kind: 'coupons' })
    expect(faulty).toEqual([])
    expect(good).toEqual(expected.good)
  })

  // cp866 has neither Kazakh letters nor «»: it cannot hold the companies.
  test.each(['utf-8', 'utf-16le', 'utf-16be', 'rk1048'] as const)('companies in %s', async (encoding) => {
    const expected = await readRegister(sample('companies-1c.csv'), { kind: 'companies' })
    for (const options of [{}, marked]) {
      const bytes = iconv.encode(text('companies-1c.csv', 'rk1048'), encoding, options)
      expect((await readRegister(bytes, { kind: 'companies' })).good).toEqual(expected.good)
    }
  })

  test('the mark is no part of the first title', async () => {
    const bytes = iconv.encode([couponHeader.slice(2), couponRow.slice(2)].join('\n'), 'utf-8', marked)
    expect((await readRegister(bytes)).register.columns[0]).toMatchObject({
      title: 'Номер талона',
      field: 'number',
    })
  })
})

describe('by hand', () => {
  test('the encoding can be set, and the detected one is then offered', async () => {
    const { register, good } = await readRegister(sample('companies-1c.csv'), {
      kind: 'companies',
      encoding: 'windows-1251',
    })
    expect(register).toMatchObject({ encoding: 'windows-1251', confidence: 'certain' })
    expect(register.encodings[0]).toBe('rk1048')
    expect(good[1]?.record.name).toBe('ТОО «Ќазаќ Логистика»')
  })
})

describe('hard cases', () => {
  test.each([
    'КГП ПХВ ГКБ;УПК',
    'ТОО СПЕЦТЕХ;АЛМАТЫ',
    'ТОО ПМК;АЛМАТЫ',
    'ТОО УПТК;УПК',
    'ТОО БЦК;УПК',
    'ТОО ДЭУ;ДЭУ',
    'УЖКХ;УПК',
    'ГУ ДП;УПК',
  ])('%s in windows-1251 is not KOI8-R', (name) => {
    const guess = detectEncoding(csv(['bin;name;city', `180540001010;${name}`], 'windows-1251'))
    expect(guess.encoding).toBe('windows-1251')
  })

  test('where KOI8-R would hold commoner letters a person is asked', async () => {
    const bytes = csv(['bin;name;city', '180540001010;КГП ПХВ ГКБ;УПК'], 'windows-1251')
    const { register, good } = await readRegister(bytes, { kind: 'companies' })
    expect(register.confidence).toBe('unsure')
    expect(register.encodings).toContain('koi8-r')
    expect(good[0]?.record.name).toBe('КГП ПХВ ГКБ')
  })

  test('KOI8-R in capitals is not taken for small letters in silence', () => {
    for (const name of ['УЖКХ', 'КГП ПХВ ГКБ', 'ЧП ЦОЙ']) {
      const guess = detectEncoding(csv(['bin;name', `180540001010;${name}`], 'koi8-r'))
      expect(guess.confidence).toBe('unsure')
      expect(guess.alternatives).toContain('koi8-r')
    }
  })

  test('a short file of KOI8-R in words is KOI8-R', () => {
    const bytes = csv(['Дата;Карта;Город', '05.03.2026;1;Тараз'], 'koi8-r')
    expect(detectEncoding(bytes)).toMatchObject({ encoding: 'koi8-r', confidence: 'likely' })
  })

  test('UTF-8 that was cut inside a letter is UTF-8', () => {
    const whole = Buffer.from('Номер талона;Қазақстан')
    for (let length = 24; length <= whole.length; length++) {
      expect(detectEncoding(whole.subarray(0, length)).encoding).toBe('utf-8')
    }
  })

  test('a byte of another encoding does not make UTF-8 something else', () => {
    const bytes = Buffer.concat([csv(Array.from({ length: 20 }, () => couponRow)), Buffer.from([0xa0])])
    expect(detectEncoding(bytes)).toMatchObject({ encoding: 'utf-8', confidence: 'unsure' })
  })

  test('one Kazakh letter in a hundred rows tells RK1048 from windows-1251', () => {
    const lines = [...Array.from({ length: 100 }, () => couponRow), '1;ТОО «Өркен»']
    expect(detectEncoding(csv(lines, 'rk1048')).encoding).toBe('rk1048')
  })

  test('spaces between thousands alone show what single-byte encoding it is', () => {
    for (const encoding of ['windows-1251', 'cp866'] as const) {
      const guess = detectEncoding(csv(['1;6\u00A0500,00', '2;12\u00A0950,00'], encoding))
      expect(guess).toMatchObject({ encoding, confidence: 'likely' })
    }
  })
})

describe('for any bytes', () => {
  test('detection never throws and decoding gives text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { encoding, alternatives } = detectEncoding(bytes)
        expect(encodings).toContain(encoding)
        expect(alternatives).not.toContain(encoding)
        expect(typeof [...decodeText(bytes, encoding)].join('')).toBe('string')
      }),
    )
  })

  test('any Russian or Kazakh text in UTF-8 is UTF-8', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі ;0123456789'),
    })
    fc.assert(
      fc.property(letters, (words) => {
        expect(detectEncoding(Buffer.from(words)).encoding).toBe('utf-8')
      }),
    )
  })
})
