import { describe, expect, test } from 'vitest'
import {
  hasLetter,
  isCounting,
  isDated,
  isDecimal,
  isPageMark,
  isRule,
} from '#app/domain/imports/parsing/rows/row-texts.ts'

describe('what a cell looks like', () => {
  test.each([
    ['12 345,67', true],
    ['-40', true],
    ['0.125', true],
    ['1,2345', false],
    ['12,', false],
    ['АИ-92', false],
    ['', false],
  ])('%j is a sum or litres: %s', (text, expected) => {
    expect(isDecimal(text)).toBe(expected)
  })

  test.each([
    ['л', true],
    ['№5', false],
    ['1 200 ₸', false],
    ['30 л', true],
    ['Ә', true],
    ['12.09.2026 10:15', false],
    ['', false],
  ])('%j has a letter: %s', (text, expected) => {
    expect(hasLetter(text)).toBe(expected)
  })

  test.each([
    ['12.09.2026', true],
    ['2026-09-12 10:15', true],
    ['12,09', false],
    ['АЗС 12', false],
  ])('%j is a day or a moment: %s', (text, expected) => {
    expect(isDated(text)).toBe(expected)
  })
})

describe('what a row looks like', () => {
  const row = (...cells: string[]) => ({ row: 3, cells })

  test.each<[string[], boolean]>([
    [['1', '2', '3'], true],
    [['', '1', ' 2 ', '3', '4', ''], true],
    [['1', '2'], false],
    [['0', '1', '2'], false],
    [['1', '2', '4'], false],
  ])('%j counts the columns: %s', (cells, expected) => {
    expect(isCounting(row(...cells))).toBe(expected)
  })

  test.each<[string[], boolean]>([
    [['-----', '====='], true],
    [['─────────'], true],
    [['- 5'], false],
  ])('%j is a line across the page: %s', (cells, expected) => {
    expect(isRule(cells)).toBe(expected)
  })

  test.each<[string[], boolean]>([
    [['Страница 2'], true],
    [['- стр. 3 из 12'], true],
    [['Лист', '4'], true],
    [['Бет 1'], true],
    [['Page 7 of 9'], true],
    [['7', 'Страница 2'], false],
    [['Страница'], false],
    [['Станция 2'], false],
  ])('%j is the mark of a page: %s', (cells, expected) => {
    expect(isPageMark(cells)).toBe(expected)
  })
})
