import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkedMapping, matchColumns } from '#app/domain/imports/parsing/columns.ts'
import { fieldsOf, registerKinds, requiredFields } from '#app/domain/imports/parsing/kinds.ts'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import { titleDictionary } from '#app/domain/imports/parsing/titles/title-dictionary.ts'
import { unitOf } from '#app/domain/imports/parsing/titles/titles.ts'
import { firstWords } from '#tests/support/products.ts'
import { coupon, couponHeader, couponRow, csv, readRegister, sample } from './support/registers.ts'

/** Every line's cells in another order. */
function reordered(lines: string[], order: number[]): string[] {
  return lines.map((line) => {
    const cells = line.split(';')
    return order.map((index) => cells[index] ?? '').join(';')
  })
}

describe('columns are found by their titles', () => {
  test('in any order', async () => {
    const { good: expected } = await readRegister(csv([couponHeader, couponRow, coupon({ 1: '2', 3: 'ДТ' })]))
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], { minLength: 11 }),
        async (order) => {
          const lines = reordered([couponHeader, couponRow, coupon({ 1: '2', 3: 'ДТ' })], order)
          expect((await readRegister(csv(lines))).good).toEqual(expected)
        },
      ),
      { numRuns: 20 },
    )
  })

  test.each([
    [
      'Russian',
      'N;ТАЛОН;БИН покупателя;Марка топлива;Кол-во, литров;Цена за л.;Стоимость;Дата начала;Годен до;Состояние;QR-код',
    ],
    [
      'Kazakh',
      '№;Талон нөмірі;БСН;Жанармай түрі;Көлемі, л;Бағасы, теңге;Сомасы;Басталу күні;Жарамдылық мерзімі;Күйі;QR',
    ],
    [
      'English',
      'No;Coupon number;BIN/IIN;Fuel type;Denomination, L;Price, KZT;Amount;Valid from;Valid until;Status;QR code',
    ],
    ['shouted', couponHeader.toUpperCase()],
    [
      'with ё and signs',
      '№;Номер талона*;БИН/ИИН;Топливо;Объём (л);Цена, ₸;Сумма, ₸;Действует с:;Действует до:;Статус;Код QR',
    ],
  ])('under other names: %s', async (_, header) => {
    const { good, register } = await readRegister(csv([header, couponRow]))
    expect(register).toMatchObject({ kind: 'coupons', ambiguous: [] })
    expect(Object.keys(register.mapping)).toHaveLength(10)
    expect(good).toHaveLength(1)
  })

  test('columns of no meaning are left alone', async () => {
    const { register, good } = await readRegister(
      csv([`Менеджер;${couponHeader};Комментарий`, `Иванов;${couponRow};проверено`]),
    )
    expect(good).toHaveLength(1)
    expect(register.columns.filter(({ field }) => field === null).map(({ title }) => title)).toEqual([
      'Менеджер',
      '№',
      'Комментарий',
    ])
  })

  test("the seller's БИН is not the client's", () => {
    const { mapping } = matchColumns('companies', ['БИН поставщика', 'БИН клиента', 'Наименование'])
    expect(mapping).toEqual({ bin: 1, name: 2 })
  })

  test('a unit that contradicts the field is no match', () => {
    expect(matchColumns('coupons', ['Количество, тг', 'Сумма, л']).mapping).toEqual({})
    expect(unitOf('Лимит в сутки, л')).toBe('volume')
    expect(unitOf('Остаток (₸)')).toBe('money')
    expect(unitOf('Литры')).toBeNull()
  })

  test('every name of the dictionary finds its own field', () => {
    for (const kind of registerKinds) {
      for (const [field, names] of Object.entries(titleDictionary[kind])) {
        for (const name of names.split(',')) {
          const title = name.trim().replace(/^=/, '')
          expect([kind, title, matchColumns(kind, [title]).mapping]).toEqual([kind, title, { [field]: 0 }])
        }
      }
    }
  })
})

describe('what is not clear is said', () => {
  test('a missing required column, by field', async () => {
    const lines = [couponHeader, couponRow].map((line) => line.split(';').slice(2).join(';'))
    const register = await openRegister(csv(lines), { kind: 'coupons' })
    expect(register.missing).toEqual(['number'])
    expect(register.ready).toBe(false)
    expect(() => register.rows(firstWords)).toThrow('not ready')
  })

  test('two columns that claim one field: a person chooses', async () => {
    const lines = [`${couponHeader};Номер талона`, `${couponRow};77`]
    const register = await openRegister(csv(lines), { kind: 'coupons' })
    expect(register.ambiguous).toEqual([{ field: 'number', columns: [1, 11] }])
    expect(register.missing).toEqual(['number'])
    const chosen = await readRegister(csv(lines), {
      kind: 'coupons',
      mapping: { ...register.mapping, number: 11 },
    })
    expect(chosen.good[0]?.record.number).toBe('77')
  })

  test('another register than the one that was said', async () => {
    const register = await openRegister(sample('transactions-1c.csv'), { kind: 'cards' })
    expect(register.ready).toBe(false)
    expect(register.fileFaults).toEqual([{ code: 'wrong_kind', params: { kind: 'transactions' } }])
  })

  test('a file of no register', async () => {
    const register = await openRegister(csv(['Меню;Цена', 'Борщ;1200', 'Плов;1800']))
    expect(register).toMatchObject({
      kind: null,
      ready: false,
      fileFaults: [{ code: 'kind_unknown', params: {} }],
    })
  })

  test('limits in litres and in tenge at once', async () => {
    const register = await openRegister(
      csv([
        'Номер карты;БИН;Топливо;Статус;Лимит в сутки, л;Лимит в месяц, тг',
        '1;170540595277;ДТ;Активна;1;2',
      ]),
    )
    expect(register.fileFaults).toEqual([{ code: 'mixed_units', params: {} }])
  })
})

describe('by hand and from memory', () => {
  const strange = ['a;b;c;d;e;f;g;h;i;j;k', couponRow, coupon({ 1: '2' })]
  const byHand = {
    number: 1,
    bin: 2,
    product: 3,
    volume: 4,
    price: 5,
    validFrom: 7,
    validUntil: 8,
    status: 9,
  }

  test('unknown titles are still shown, and a mapping makes them readable', async () => {
    const register = await openRegister(csv(strange), { kind: 'coupons' })
    expect(register.headerRow).toBe(1)
    expect(register.columns.map(({ title }) => title)).toEqual([...'abcdefghijk'])
    expect(register.missing).toEqual(requiredFields('coupons'))
    const { good } = await readRegister(csv(strange), { kind: 'coupons', mapping: byHand })
    expect(good.map(({ row, record }) => [row, record.number, record.qr])).toEqual([
      [2, '99996196100000000000', null],
      [3, '2', null],
    ])
  })

  test('a file without a header is read when told so', async () => {
    const { good, register } = await readRegister(csv([couponRow]), {
      kind: 'coupons',
      headerRow: 0,
      mapping: byHand,
    })
    expect(good.map(({ row }) => row)).toEqual([1])
    expect(register.signature).toBeNull()
    expect(register.columns[1]).toMatchObject({ letter: 'B', title: '', field: 'number' })
  })

  test('the header may be pointed at', async () => {
    const lines = [couponHeader, 'x', couponHeader, couponRow]
    expect((await openRegister(csv(lines), { headerRow: 3 })).headerRow).toBe(3)
  })

  test('the signature is of the titles, not of what stands around or below them', async () => {
    const plain = await openRegister(csv([couponHeader, couponRow]))
    const titled = await openRegister(csv(['Реестр', '', couponHeader.toUpperCase(), coupon({ 1: '5' })]))
    const other = await openRegister(csv([couponHeader.replace('Статус', 'Состояние'), couponRow]))
    expect(plain.signature).toMatch(/^[0-9a-f]{64}$/)
    expect(titled.signature).toBe(plain.signature)
    expect(other.signature).not.toBe(plain.signature)
  })

  test('a mapping is taken only as far as it makes sense', () => {
    const given = {
      number: 1,
      bin: 99,
      product: -1,
      volume: '4',
      price: 2.5,
      password: 3,
      status: Number.NaN,
    }
    expect(checkedMapping('coupons', given, 11)).toEqual({ number: 1 })
    expect(checkedMapping('coupons', JSON.parse('{"__proto__":{"bin":2},"number":1}'), 11)).toEqual({
      number: 1,
    })
  })
})

describe('titles are data', () => {
  test('names that mean something to JavaScript change nothing', async () => {
    const traps = '__proto__;constructor;prototype;toString;hasOwnProperty;valueOf'
    const { good, register } = await readRegister(
      csv([`${couponHeader};${traps}`, `${couponRow};1;2;3;4;5;6`]),
    )
    expect(good).toHaveLength(1)
    expect(register.columns.slice(11).every(({ field }) => field === null)).toBe(true)
    expect(({} as Record<string, unknown>).number).toBeUndefined()
  })

  test('any titles give a mapping of known fields to their columns', () => {
    const anyTitle = fc.oneof(
      fc.string(),
      fc.constantFrom('БИН', 'Номер', 'Статус', '__proto__', 'Дата', 'Цена, тг'),
    )
    fc.assert(
      fc.property(fc.constantFrom(...registerKinds), fc.array(anyTitle, { maxLength: 8 }), (kind, titles) => {
        const { mapping } = matchColumns(kind, titles)
        const columns = Object.values(mapping)
        expect(new Set(columns).size).toBe(columns.length)
        for (const field of Object.keys(mapping)) expect(fieldsOf(kind)).toContain(field)
      }),
    )
  })
})
