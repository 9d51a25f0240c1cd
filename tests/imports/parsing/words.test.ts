import { describe, expect, test } from 'vitest'
import { couponStatuses } from '#app/domain/coupons/coupons.ts'
import { cleanCell } from '#app/domain/imports/parsing/sheet-row.ts'
import {
  answerOf,
  cardSchemeOf,
  cardStatusOf,
  couponStatusOf,
  NOTHING_SAID,
  stationStatusOf,
} from '#app/domain/imports/parsing/values/status-words.ts'
import { locales } from '#locales/index.ts'
import { firstWords, products } from '#tests/support/products.ts'
import { readWords } from '#tests/support/words.ts'

const { productOf, productsOf } = firstWords

describe('products', () => {
  test.each([
    [
      'ai92',
      [
        'АИ-92',
        'Аи92',
        'A-92',
        'А-92',
        'AI 92',
        'аи 92',
        'Бензин АИ-92',
        'АИ-92-К4',
        'АИ-92 (К5)',
        '92',
        'Ai-92',
      ],
    ],
    ['ai95', ['АИ-95', 'Бензин Аи-95', 'АИ-95 Евро-5', 'A95']],
    ['ai98', ['АИ-98', 'AI98']],
    [
      'diesel',
      [
        'ДТ',
        'дт',
        'Дизель',
        'Дизельное топливо',
        'ДТ летнее',
        'ДТ-Л',
        'Дизель отыны',
        'Diesel',
        'Диз. топливо',
      ],
    ],
    [
      'diesel_winter',
      ['ДТ зимнее', 'ДТ-З', 'ДТЗ', 'ДТ (зимнее)', 'Дизельное топливо зимнее', 'Қысқы дизель отыны'],
    ],
    ['lpg', ['СУГ', 'Газ', 'Газ (СУГ)', 'Пропан', 'Пропан-бутан', 'Автогаз', 'LPG', 'Газ нефтяной']],
  ] as const)('%s', (product, names) => {
    expect(names.map(productOf)).toEqual(names.map(() => product))
  })

  test.each([
    'Автомобильный',
    'Нефтяной',
    'Сжиженный углеводородный',
    'Керосин',
    'АИ-80',
    'АИ-100',
    'ДТ премиум',
    'Petrol',
    'UNLEADED',
    'АИ-92/95',
    '257',
    '???',
    '',
    '__proto__',
    'constructor',
    '9292',
  ])('%s is unknown', (name) => {
    expect(productOf(name)).toBeNull()
  })

  test('lists', () => {
    expect(productsOf('АИ-92, АИ-95, ДТ, СУГ')).toEqual(['ai92', 'ai95', 'diesel', 'lpg'])
    expect(productsOf('СУГ; ДТ/АИ-95 и АИ-95')).toEqual(['ai95', 'diesel', 'lpg'])
    expect(productsOf('Все виды топлива')).toEqual([...products])
    expect(productsOf('АИ-92/95')).toEqual(['ai92', 'ai95'])
    expect(productsOf('АИ-92, Керосин')).toBeNull()
    expect(productsOf(', ;')).toBeNull()
  })
})

describe('states', () => {
  test('of coupons', () => {
    const words = {
      issued: ['Выдан', 'Берілді', 'issued'],
      active: ['Действует', 'Активен', 'Белсенді', 'ACTIVE'],
      reserved: ['Зарезервирован', 'В резерве'],
      redeemed: ['Погашен', 'Использован', 'Пайдаланылды'],
      blocked: ['Заблокирован', 'Бұғатталған'],
      expired: ['Истёк', 'истек срок', 'Просрочен', 'Мерзімі өтті'],
      exchanged: ['Обменян'],
      refunded: ['Возвращён', 'возврат'],
      cancelled: ['Аннулирован', 'Күші жойылды'],
    }
    for (const [status, names] of Object.entries(words)) {
      expect(names.map(couponStatusOf)).toEqual(names.map(() => status))
    }
    expect(couponStatusOf('???')).toBeNull()
    expect(couponStatusOf('')).toBeNull()
  })

  test('of cards', () => {
    expect(['Активна', 'Заблокирована', 'Истёк срок действия', 'Утеряна'].map(cardStatusOf)).toEqual([
      'active',
      'blocked',
      'expired',
      'lost',
    ])
    expect(['Погашена', '257', '258'].map(cardStatusOf)).toEqual([null, null, null])
  })

  test.each(locales)('states as our own lists name them in %s are read', (locale) => {
    const words = readWords()[locale]
    const named = (noun: string, states: readonly string[]) =>
      states.map((state) => words.get(`${noun}:status.${state}`) ?? '')
    const asIssuers = (states: readonly string[]) =>
      states.map((state) => (state === 'blocked_by_client' ? NOTHING_SAID : state.replace('_by_issuer', '')))
    expect(named('coupons', couponStatuses).map(couponStatusOf)).toEqual(asIssuers(couponStatuses))
    const cardStates = ['active', 'blocked_by_client', 'blocked_by_issuer', 'expired', 'lost', 'blocked']
    expect(named('cards', cardStates).map(cardStatusOf)).toEqual(asIssuers(cardStates))
  })

  test("a block is the client's own only where it is said to be", () => {
    expect(['Заблокирована (клиент)', 'Blocked by customer'].map(cardStatusOf)).toEqual([
      NOTHING_SAID,
      NOTHING_SAID,
    ])
    expect(cardStatusOf('Карта клиента заблокирована поставщиком')).toBeNull()
    expect(cardStatusOf('Заблокирована по заявлению клиента')).toBeNull()
  })

  test('a word cut short with a dot is read from four letters on, where one value alone begins so', () => {
    expect(['Анну.', 'Аннулир.', 'Погаш.'].map(couponStatusOf)).toEqual([
      'cancelled',
      'cancelled',
      'redeemed',
    ])
    expect(['Анн.', 'Анну', 'Заре'].map(couponStatusOf)).toEqual([null, null, null])
    // Two words begin so, and both say one thing.
    expect(couponStatusOf('Возвр.')).toBe('refunded')
  })

  test('schemes, stations, answers', () => {
    expect(['Денежный кошелёк', 'Литровый кошелёк', 'Лимиты'].map(cardSchemeOf)).toEqual([
      'wallet_money',
      'wallet_litres',
      'limits',
    ])
    expect(['Работает', 'На ремонте', '?'].map(stationStatusOf)).toEqual(['open', 'closed', null])
    expect(['Да', 'жоқ', 'true', '+'].map(answerOf)).toEqual([true, false, true, null])
  })
})

describe('a cell without its wrapping', () => {
  test.each([
    ["'0406", '0406'],
    ['="0406"', '0406'],
    ['\u00A0 0406\u2009', '0406'],
    ['\uFEFFДТ\u200B', 'ДТ'],
    ['=""', ''],
    ['=HYPERLINK("x")', '=HYPERLINK("x")'],
    ['="a"&"b"', '="a"&"b"'],
    ["'=1+1", '=1+1'],
    [`'="0406"`, '0406'],
    ['=', '='],
  ])('%j', (raw, text) => {
    expect(cleanCell(raw)).toBe(text)
  })
})
