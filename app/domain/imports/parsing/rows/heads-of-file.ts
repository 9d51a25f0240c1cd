/** Which fields of a file stand above its rows, and in no column. */
import type { Layout } from '../register.ts'
import { cleanCell, type SheetRow } from '../sheet-row.ts'
import { groupNumberOf } from './group-heads.ts'
import type { HeadField } from './heads.ts'
import { fuelOf, stationOf } from './place-heads.ts'

export function headsIn(rows: readonly SheetRow[], layout: Layout, hasDays: boolean): HeadField[] {
  const { kind, mapping, headerRow } = layout
  if (kind !== 'transactions') return []
  const heads: HeadField[] = []
  if (
    mapping.number === undefined &&
    rows.some((row) => row.row !== headerRow && groupNumberOf(row) !== null)
  )
    heads.push('number')
  if (hasDays) heads.push('date')
  const textIn = (row: SheetRow, column: number | undefined) => cleanCell(row.cells[column ?? -1] ?? '')
  const isRecord = (row: SheetRow) =>
    /\d/.test(textIn(row, mapping.volume)) && /\d/.test(textIn(row, mapping.sum))
  const below = rows.filter(({ row }) => row > headerRow)
  const firstRecord = below.findIndex(
    (row) => isRecord(row) && stationOf(row, false) === null && fuelOf(row, false) === null,
  )
  const isAboveAll = (says: (row: SheetRow, isAbove: boolean) => string | null) =>
    rows.some((row) => row.row < headerRow && says(row, true) !== null) ||
    below.slice(0, Math.max(0, firstRecord)).some((row) => says(row, false) !== null)
  const hasStation = mapping.station !== undefined || mapping.stationName !== undefined
  if (!hasStation && isAboveAll(stationOf)) heads.push('station')
  if (mapping.product === undefined && isAboveAll(fuelOf)) heads.push('product')
  return heads
}
