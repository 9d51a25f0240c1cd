import { describe, expect, test } from 'vitest'
import { CSV_MARK } from '#app/domain/exports/csv.ts'
import { csvFile } from '#app/domain/exports/csv-file.ts'
import { type Cell, cell } from '#app/domain/exports/table.ts'

async function textOf(rows: Cell[][], options?: { isFor1c?: boolean }, batch = 1): Promise<string[]> {
  async function* batches() {
    for (let at = 0; at < rows.length; at += batch) yield rows.slice(at, at + batch)
  }
  const file = {
    name: 'rows',
    title: 'Строки',
    columns: ['А', '=Б'],
    batches: batches(),
    cells: (row: Cell[]) => row,
  }
  const pieces: string[] = []
  for await (const piece of csvFile(file, options)) pieces.push(piece)
  return pieces
}

const HEAD = `${CSV_MARK}А;'=Б\r\n`

describe('a list as CSV', () => {
  test('has its heads once, and a piece for each batch', async () => {
    const rows = ['1', '2', '3'].map((name) => [cell.text(name)])
    expect(await textOf(rows, {}, 2)).toEqual([`${HEAD}1\r\n2\r\n`, '3\r\n'])
    expect(await textOf([])).toEqual([HEAD])
  })

  test('writes each cell as registers of 1C have it', async () => {
    const row = [
      ...[cell.text('=1+1'), cell.text(null), cell.time('14:07:00'), cell.number('7825990000000001')],
      ...[cell.litres(20_500), cell.litres(null), cell.tenge(-5), cell.tenge(null)],
      ...[cell.day('2026-11-28'), cell.day(null)],
    ]
    expect(await textOf([row])).toEqual([
      `${HEAD}'=1+1;;14:07:00;'7825990000000001;20,500;;-0,05;;28.11.2026;\r\n`,
    ])
  })

  test('leaves the digits of a number bare for 1C, and nothing else', async () => {
    const row = [cell.number('7825990000000001'), cell.number('0042'), cell.number('=1'), cell.number('А-1')]
    expect(await textOf([row], { isFor1c: true })).toEqual([`${HEAD}7825990000000001;0042;'=1;А-1\r\n`])
  })
})
