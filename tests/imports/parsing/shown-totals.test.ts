/** Totals that a file shows of itself are held against its rows, in the ways in which senders add up. */
import { describe, expect, test } from 'vitest'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import { csv } from './support/registers.ts'

const head = 'Дата;Номер карты;БИН;АЗС;Топливо;Вид операции;Литры;Цена;Сумма'

function fill(operation: string, litres: string, amount: string): string {
  return `02.11.2026 08:15;7825390000000011;180540001010;A1;ДТ;${operation};${litres};300,00;${amount}`
}
const total = (litres: string, amount: string) => `Итого;;;;;;${litres};;${amount}`

async function totalsOf(...rows: string[]) {
  const { totals } = await openRegister(csv([head, ...rows]), { kind: 'transactions' })
  return totals
}

const sales = [fill('Обслуживание', '40,00', '12 000,00'), fill('Обслуживание', '10,50', '3 150,00')]

describe('a total that agrees is not spoken of', () => {
  test.each([
    ['of all rows', [...sales, total('50,50', '15 150,00')]],
    ['of each block', [sales[0], total('40,00', '12 000,00'), sales[1], total('10,50', '3 150,00')]],
    [
      'of each block, and of all',
      [
        sales[0],
        total('40,00', '12 000,00'),
        sales[1],
        total('10,50', '3 150,00'),
        total('50,50', '15 150,00'),
      ],
    ],
    [
      'with a return that has its sign',
      [...sales, fill('Возврат', '-0,50', '-150,00'), total('50,00', '15 000,00')],
    ],
    [
      'less a return that has none',
      [...sales, fill('Возврат', '0,50', '150,00'), total('50,00', '15 000,00')],
    ],
    [
      'with a return that is counted in',
      [...sales, fill('Возврат', '0,50', '150,00'), total('51,00', '15 300,00')],
    ],
    [
      'without what was topped up',
      [...sales, fill('Пополнение', '0', '90 000,00'), total('50,50', '15 150,00')],
    ],
    [
      'of a sender whose sales are negative',
      [
        fill('Списание', '-40,00', '-12 000,00'),
        fill('Списание', '-10,50', '-3 150,00'),
        total('-50,50', '-15 150,00'),
      ],
    ],
    [
      'above which a line of bare sums stands',
      [...sales, ';;;;;;50,50;;15 150,00', fill('Продажа', '1,00', '300,00'), total('51,50', '15 450,00')],
    ],
  ])('%s', async (_, rows) => {
    expect(await totalsOf(...rows.map(String))).toEqual([])
  })
})

describe('a total that differs is shown with its row', () => {
  test('by a tiyn, by a millilitre', async () => {
    expect(await totalsOf(...sales, total('50,501', '15 150,01'))).toEqual([
      { row: 4, field: 'volume', shown: 50_501, counted: 50_500 },
      { row: 4, field: 'sum', shown: 1_515_001, counted: 1_515_000 },
    ])
  })

  test('of a file that lost its last rows, returns and all', async () => {
    const lost = await totalsOf(...sales, fill('Возврат', '0,50', '150,00'), total('70,00', '21 000,00'))
    expect(lost).toEqual([
      { row: 5, field: 'volume', shown: 70_000, counted: 50_000 },
      { row: 5, field: 'sum', shown: 2_100_000, counted: 1_500_000 },
    ])
  })
})

test('where nobody knows what an operation is, or where the thousands end, nothing is said of the sums', async () => {
  expect(await totalsOf(fill('257', '40,00', '12 000,00'), total('99,00', '99 000,00'))).toEqual([])
  const doubtful = fill('Продажа', '1,234', '370,20')
  expect(await totalsOf(doubtful, total('9,999', '370,20'))).toEqual([])
  expect(await totalsOf(doubtful, total('9,999', '370,21'))).toMatchObject([{ field: 'sum' }])
})
