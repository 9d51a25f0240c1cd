/** What the database keeps of a file's cells between its check and its end, and what people get of it. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFaults, openUnimportedRows, type UnimportedRow } from '#app/domain/imports/faulty-rows.server.ts'
import { findImport } from '#app/domain/imports/import-lists.server.ts'
import { listOutcomes, summarizeFaults } from '#app/domain/imports/import-rows.server.ts'
import { adjustImport } from '#app/domain/imports/imports.server.ts'
import { registerKinds } from '#app/domain/imports/parsing/kinds.ts'
import { workOnImport } from '#app/domain/imports/work.server.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'
import { check, csv, running } from '#tests/support/imports.ts'
import { newCouponNumber } from '#tests/support/registers.ts'

let cabinet: Cabinet
let staff: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  staff = await cabinet.staff('administrator')
})
afterAll(() => cabinet.destroy())

const TITLES = 'БИН;Наименование;Телефон'

async function unimported(id: number): Promise<UnimportedRow[]> {
  const found: UnimportedRow[] = []
  for await (const row of (await openUnimportedRows(staff.ctx, id)).rows) found.push(row)
  return found
}

test('what people wrote into a file is in no table in plain text', async () => {
  const people = ['Ахметова Жанар', 'Сейтказы Ерлан', '+7 701 555 01 02', '+7 701 555 03 04']
  const bytes = csv(TITLES, [
    [newBin(), people[0], people[2]],
    ['123', people[1], people[3]],
  ])
  const { id, layout } = await check(staff.ctx, 'companies', bytes)
  expect(JSON.stringify([layout?.records, await unimported(id)])).toContain(people[0])
  expect(JSON.stringify(await unimported(id))).toContain(people[3])
  const tables = ['imports', 'import_chunks', 'import_faults', 'import_fault_batches', 'import_batches']
  for (const table of tables) {
    const { rows } = await sql<object>`select * from ${sql.table(table)}`.execute(cabinet.db)
    const kept = rows.flatMap((row) =>
      Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString('utf8') : String(value))),
    )
    expect(kept.filter((text) => people.some((person) => text.includes(person)))).toEqual([])
  }
})

test.each(['support', 'auditor'] as const)(
  'what may be a QR code at the head of a file without titles is not for %s',
  async (role) => {
    const rows = ['1', '2'].map((end) => [`KZ-A${end}`, `PAYLOAD-${end}`, 'АИ-92', '20 л'].join(';'))
    const { id, layout } = await check(staff.ctx, 'coupons', Buffer.from(rows.join('\r\n')))
    expect(layout?.columns.map(({ title }) => title)).toContain('PAYLOAD-1')
    const { ctx } = await cabinet.staff(role)
    const seen = [await findImport(ctx, id), (await openUnimportedRows(ctx, id)).titles]
    expect(JSON.stringify(seen)).not.toContain('PAYLOAD-')
    expect((await findImport(ctx, id)).layout?.columns).toHaveLength(4)
  },
)

describe.each(['Код погашения', 'Данные', 'Столбец 4', ''])('a QR payload under the title %j', (title) => {
  test.each(registerKinds)('is neither shown nor kept of a file that was uploaded as %s', async (kind) => {
    const titles = `Номер талона;БИН;Вид топлива;${title};Номинал;Цена;Действует с;Действует по;Статус`
    const rows = ['', 'x'].map((fault, index) => [
      ...[newCouponNumber(), `${newBin()}${fault}`, 'ДТ', `PAYLOAD-${index}`, '20', '325'],
      ...['01.11.2026', '31.12.2026', 'Активен'],
    ])
    const { id, layout } = await check(staff.ctx, kind, csv(titles, rows))
    const lists = await Promise.all(
      (['new', 'left_out'] as const).map((outcome) => listOutcomes(staff.ctx, id, { outcome, skip: 0 })),
    )
    const faults = await listFaults(staff.ctx, id, { limit: 9 })
    const shown = [layout, lists, faults, await unimported(id)]
    expect(JSON.stringify(shown)).not.toContain('PAYLOAD-')
  })
})

test('twenty thousand errors and more: every row is counted and is in the file', async () => {
  const rows = Array.from({ length: 20_500 }, (_, index) => ['123', `ТОО ${index}`, ''])
  const { id, counts, faults } = await check(staff.ctx, 'companies', csv(TITLES, rows))
  expect([counts.faulty, faults]).toEqual([20_500, 20_500])
  expect(await summarizeFaults(staff.ctx, id)).toMatchObject({
    groups: [{ code: 'bin_malformed', rows: 20_500 }],
  })
  const found = await unimported(id)
  expect(found.map(({ row }) => row)).toEqual(rows.map((_, index) => index + 2))
  expect(found.every(({ cells, row }) => cells[1] === `ТОО ${row - 2}`)).toBe(true)
})

test('the file has the rows that were left out by hand, in their places, and no totals', async () => {
  const rows = [
    ['123', 'Первая', ''],
    [newBin(), 'Вторая', ''],
    ['124', 'Третья', ''],
    ['Итого', '', ''],
  ]
  const { id } = await check(staff.ctx, 'companies', csv(TITLES, rows))
  await adjustImport(staff.ctx, id, { leaveOutRow: 3 })
  await workOnImport(staff.ctx, id, running)
  expect(await findImport(staff.ctx, id)).toMatchObject({ counts: { faulty: 2, leftOut: 2 } })
  expect((await unimported(id)).map(({ row, leftOut, faults }) => [row, leftOut, faults.length])).toEqual([
    [2, undefined, 1],
    [3, 'by_hand', 0],
    [4, undefined, 1],
  ])
})

test('a key that is gone takes the look of the file with it, and the page still opens', async () => {
  const { id, layout } = await check(staff.ctx, 'companies', csv(TITLES, [[newBin(), 'Дала', '']]))
  expect(layout?.columns).toHaveLength(3)
  await cabinet.db.updateTable('imports').set({ detected_key_id: 'gone' }).where('id', '=', id).execute()
  expect(await findImport(staff.ctx, id)).toMatchObject({ id, layout: null, counts: { added: 1 } })
})

test('the list of faults ends where its reader has enough, also in the middle of a row', async () => {
  const rows = [
    ['123', 'Первая', 'x'.repeat(300)],
    ['124', 'Вторая', ''],
  ]
  const { id } = await check(staff.ctx, 'companies', csv(TITLES, rows))
  const all = await listFaults(staff.ctx, id, { limit: 9 })
  expect(all.map(({ row, cells }) => [row, cells?.[1]])).toEqual([
    [2, 'Первая'],
    [2, undefined],
    [3, 'Вторая'],
  ])
  for (const limit of [1, 2]) expect(await listFaults(staff.ctx, id, { limit })).toEqual(all.slice(0, limit))
})

test('of an import that an earlier release checked each faulty row is in the file once, with all its faults', async () => {
  const { id } = await check(staff.ctx, 'companies', csv(TITLES, [[newBin(), 'Дала', '']]))
  // More faults than are read at once, two of each row.
  const faults = Array.from({ length: 1_300 }, (_, index) => ({
    import_id: id,
    row_number: 2 + (index >> 1),
    field: index % 2 === 0 ? 'bin' : 'name',
    column_name: index % 2 === 0 ? 'БИН' : 'Наименование',
    code: index % 2 === 0 ? 'bin_malformed' : 'missing_value',
    params: JSON.stringify({ value: `${index}` }),
    cells: index % 2 === 0 ? JSON.stringify(['123', `ТОО ${index >> 1}`]) : null,
  }))
  await cabinet.db.insertInto('import_faults').values(faults).execute()
  const found = await unimported(id)
  expect(found.map(({ row, cells }) => [row, cells[1]])).toEqual(
    Array.from({ length: 650 }, (_, index) => [2 + index, `ТОО ${index}`]),
  )
  expect(found.at(-1)?.faults).toEqual([
    { code: 'bin_malformed', params: { value: '1298' }, columnName: 'БИН' },
    { code: 'missing_value', params: { value: '1299' }, columnName: 'Наименование' },
  ])
  expect(await listFaults(staff.ctx, id, { limit: 2 })).toMatchObject([
    { id: 1, row: 2, column: 'БИН', cells: ['123', 'ТОО 0'] },
    { id: 2, row: 2, column: 'Наименование', cells: null },
  ])
})
