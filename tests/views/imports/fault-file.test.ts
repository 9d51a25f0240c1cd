import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { UnimportedRow } from '#app/domain/imports/faulty-rows.server.ts'
import { csvRows } from '#app/domain/imports/parsing/formats/csv-rows.ts'
import { cleanCell } from '#app/domain/imports/parsing/sheet-row.ts'
import { faultFile } from '#app/views/imports/fault-file.server.ts'
import { readRegister, sample } from '#tests/imports/parsing/support/registers.ts'

const words = { row: 'Строка', column: 'Столбец', reason: 'Причина' }

async function fileOf(titles: readonly string[], rows: Iterable<UnimportedRow>): Promise<string> {
  let text = ''
  const say = (fault: { code: string }) => `причина ${fault.code}`
  const sayLeftOut = (kind: string) => `исключено ${kind}`
  for await (const piece of faultFile({ titles, rows, words, say, sayLeftOut })) text += piece
  return text
}

test('each faulty row once, with where and why in front', async () => {
  const { register, faulty } = await readRegister(sample('coupons-1c-faulty.csv'), { kind: 'coupons' })
  const lines = (
    await fileOf(
      register.columns.map(({ title }) => title),
      faulty,
    )
  ).split('\r\n')
  expect(lines).toHaveLength(15)
  expect(lines[0]).toBe(
    '\uFEFFСтрока;Столбец;Причина;№;Номер талона;БИН клиента;Вид топлива;Номинал, л;Цена, тг;Сумма, тг;Действует с;Действует по;Статус;QR',
  )
  expect(lines[1]).toBe(
    "5;Номер талона;причина duplicate_in_file;;'99997701100000015838;'180240401114;ДТ;20,00;325,00;6\u00A0500,00;05.09.2026;04.03.2027;Действует;",
  )
  expect(lines.find((line) => line.startsWith('29;'))).toContain(`;"'=HYPERLINK(""http://x"")";`)
  expect(lines.find((line) => line.startsWith('11;'))).toContain(";'-20,00;")
})

test('corrected, it can be imported as it is', async () => {
  const { register, faulty } = await readRegister(sample('coupons-1c-faulty.csv'), { kind: 'coupons' })
  const text = await fileOf(
    register.columns.map(({ title }) => title),
    faulty,
  )
  const again = await readRegister(Buffer.from(text), { kind: 'coupons' })
  expect(again.register).toMatchObject({ encoding: 'utf-8', mapping: { number: 4, bin: 5 }, ambiguous: [] })
  // The duplicate's first bearer is not in this file, so that row is good by itself.
  expect(again.good.map(({ record }) => record.number)).toEqual(['99997701100000015838'])
  expect(again.faults.map(({ code }) => code)).toEqual(faulty.slice(1).map(({ faults }) => faults[0]?.code))
})

test('several faults of a row share its line', async () => {
  const faults = [
    { code: 'missing_value', columnName: 'БИН', field: 'bin', params: {} },
    { code: 'not_a_number', columnName: 'Цена; тг', field: 'price', params: {} },
    { code: 'row_cut_short', columnName: null, field: null, params: {} },
  ] as const
  const text = await fileOf(['a'], [{ row: 7, cells: ['x'], faults }])
  expect(text.split('\r\n')[1]).toBe(
    '7;"БИН, Цена; тг";"причина missing_value; причина not_a_number; причина row_cut_short";x',
  )
})

test('a row that is left out says why', async () => {
  const text = await fileOf(['a'], [{ row: 9, cells: ['x'], faults: [], leftOut: 'by_hand' }])
  expect(text.split('\r\n')[1]).toBe('9;;исключено by_hand;x')
})

test('whatever the cells say, none begins a formula, and the importer reads them back', async () => {
  const anyCell = fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', ' ', '\t', '"', ';', "'", '\n', '\r', 'A', '1'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(anyCell, { minLength: 1, maxLength: 4 }), async (cells) => {
      const text = await fileOf(cells, [{ row: 2, cells, faults: [] }])
      const [header, row] = [...csvRows([text.slice(1)], { delimiter: ';', newline: '\n' })]
      for (const cell of [...(header?.cells ?? []), ...(row?.cells ?? [])])
        expect(cell).not.toMatch(/^\s*[=+\-@]/)
      expect(row?.cells.slice(3).map(cleanCell)).toEqual(cells.map(cleanCell))
    }),
  )
})
