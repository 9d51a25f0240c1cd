import { describe, expect, test } from 'vitest'
import { openRegisterApart } from '#app/domain/imports/parsing/reader/reader.server.ts'
import { packRows, unpackRows } from '#app/domain/imports/parsing/reader/reader-messages.ts'
import { firstWords } from '#tests/support/products.ts'
import { coupon, couponHeader, couponRow, csv, readRegister, sample } from './support/registers.ts'

describe('a file is read in a process of its own', () => {
  test('to the same records and faults as in ours', async () => {
    for (const name of ['cards-1c.xlsx', 'coupons-1c-faulty.csv']) {
      const here = await readRegister(sample(name))
      const register = await openRegisterApart(sample(name))
      const { rows: _here, ...layout } = here.register
      expect({ ...register, rows: undefined }).toEqual({ ...layout, rows: undefined })
      const good = []
      const faulty = []
      for await (const row of register.rows(firstWords)) {
        if ('record' in row) good.push({ row: row.row, record: row.record, cells: row.cells() })
        else if ('faults' in row) faulty.push(row)
      }
      expect(good).toEqual(here.good.map((row) => ({ row: row.row, record: row.record, cells: row.cells() })))
      expect(faulty).toEqual(here.faulty)
    }
  })

  test('marks of the messages between the two that stand in a cell move no other cell', async () => {
    const { good } = await readRegister(csv([couponHeader, couponRow, coupon({ 1: '99996196100000000001' })]))
    const [first, second] = good
    if (!first || !second) throw new Error('both rows are good')
    const cells = ['a\u001Fb', 'c\u001Ed', '']
    const back = unpackRows(packRows([{ ...first, cells: () => cells }, second]))
    expect(back.map((row) => 'record' in row && row.cells())).toEqual([['a b', 'c d', ''], second.cells()])
  })

  test('the process that reads ends when nobody takes the rows any more', async () => {
    const register = await openRegisterApart(sample('transactions-1c.csv'))
    const rows = register.rows(firstWords)
    expect((await rows.next()).done).toBe(false)
    await rows.return(undefined)
    expect((await rows.next()).done).toBe(true)
  })

  test('a file that takes too much memory or time is named so', async () => {
    const bytes = csv([
      couponHeader,
      ...Array.from({ length: 60_000 }, (_, row) => `${row};${'9'.repeat(20)}`),
    ])
    const small = { heapMegabytes: 256, memoryMegabytes: 20, seconds: 60 }
    const { fileFaults, ready } = await openRegisterApart(bytes, {}, small)
    expect([fileFaults, ready]).toEqual([[{ code: 'too_much_memory', params: {} }], false])
    const short = { heapMegabytes: 256, memoryMegabytes: 400, seconds: 0.001 }
    const late = await openRegisterApart(bytes, {}, short)
    expect(late.fileFaults).toEqual([{ code: 'too_long_time', params: {} }])
  })
})
