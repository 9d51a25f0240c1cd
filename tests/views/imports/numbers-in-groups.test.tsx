import type { ReactElement } from 'react'
import { expect, test } from 'vitest'
import { ImportColumns } from '#app/views/imports/import-columns.tsx'
import { ImportFaults } from '#app/views/imports/import-faults.tsx'
import { LeftOutTable, OutcomeTable } from '#app/views/imports/outcome-table.tsx'
import { onStage } from '#tests/ui/stage.tsx'

const number = '99997548825868397395'

const parts: Record<string, ReactElement> = {
  'the columns': (
    <ImportColumns
      kind="coupons"
      columns={[{ index: 0, letter: 'A', title: 'Номер', field: 'number' }]}
      records={[{ row: 2, values: { number } }]}
    />
  ),
  'the rows that are new or change': (
    <OutcomeTable
      kind="coupons"
      label="Rows"
      rows={[
        { row: 2, outcome: 'new', key: number, before: null, after: { number } },
        {
          row: 3,
          outcome: 'changed',
          key: number,
          before: { batch: number },
          after: { batch: `${number}1` },
        },
      ]}
    />
  ),
  'the rows that are left out': (
    <LeftOutTable label="Left out" rows={[{ row: 9, leftOut: 'total', cells: ['Итого', number] }]} />
  ),
  'the faults': (
    <ImportFaults
      id={1}
      faults={[{ id: 1, row: 2, column: 'A', code: 'duplicate', params: { value: number, first: 1 } }]}
      total={1}
      groups={[]}
      mayAdjust={false}
    />
  ),
}

test.each(Object.entries(parts))(
  '%s of a checked file show a coupon’s number in groups of four',
  async (_, part) => {
    const html = await onStage(part, { root: { formNonce: 'n' } })
    const grouped = /<span class="groups"[^>]*><span>\d+<\/span><\/span>/g
    expect(html).toMatch(grouped)
    expect(html.replace(grouped, '').replace(/<[^>]*>/g, '\n')).not.toMatch(/\d{20}/)
  },
)
