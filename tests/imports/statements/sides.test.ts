import { expect, test } from 'vitest'
import { sideOf } from '#app/domain/imports/parsing/rows/payment-sides.ts'

test.each([
  ['debit', ['Дт', 'дебет', 'Дебетовый оборот', 'D', 'DBIT']],
  ['credit', ['Кт', 'Кредит', 'кредиту', 'Кредитовый оборот', 'CRDT', 'cr']],
  [
    'in',
    [
      '+',
      'Приход',
      'Поступление',
      'Поступление денежных средств',
      'Входящий платёж',
      'Кіріс',
      'Incoming payment',
    ],
  ],
  ['out', ['-', '\u2212', 'Расход', 'Списание', 'Исходящий', 'Шығыс', 'Outgoing transfers']],
])('%s is said by each of its words, with what adds nothing to it', (side, texts) => {
  expect(texts.map((text) => [text, sideOf(text)])).toEqual(texts.map((text) => [text, side]))
})

test.each([
  ['К счёту', 'a preposition'],
  ['Д счёта', 'a letter before a word'],
  ['Дебетовая операция', 'the name of an operation'],
  ['Кредитовый платёж', 'the name of a transfer'],
  ['Поступление товаров', 'of goods'],
  ['Возврат', 'neither side'],
  ['', 'nothing'],
])('no side is said by %j: %s', (text) => {
  expect(sideOf(text)).toBeNull()
})
