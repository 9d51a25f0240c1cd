import type { InstrumentRef } from '#app/domain/kernel/instrument.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatInteger } from '#locales/format.ts'
import type { BulkRowView } from './bulk-view.ts'

interface Props {
  kind: InstrumentRef['kind']
  label: string
  rows: readonly BulkRowView[]
  /** Of all of them, of which these are the first. */
  total: number
  /** Of a change that is over: what they were before it. */
  isOver?: boolean
}

/** Cards or coupons with what they are and would be, or why they stay. */
export function BulkTable({ kind, label, rows, total, isOver = false }: Props) {
  const { t, locale } = useWords()
  const path = kind === 'card' ? '/cards' : '/coupons'
  const isChange = rows.some(({ why }) => why === null)
  const first = t(isOver ? 'bulk-changes:was' : 'bulk-changes:before')
  const last = t(isOver ? 'common:field.reason' : isChange ? 'bulk-changes:after' : 'bulk-changes:why')
  const head = (
    <>
      <th scope="col">{t(kind === 'card' ? 'bulk-changes:card' : 'bulk-changes:coupon')}</th>
      {kind === 'card' ? <th scope="col">{t('bulk-changes:who')}</th> : null}
      <th scope="col">{first}</th>
      <th scope="col">{last}</th>
    </>
  )
  const n = formatInteger(rows.length, locale)
  const more =
    rows.length < total ? <p className="panel-body quiet">{t('bulk-changes:first', { n })}</p> : null
  return (
    <Table label={label} head={head} bar={more}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="main nowrap">
            <a href={`${path}/${row.id}`}>{row.name}</a>
          </td>
          {kind === 'card' ? (
            <td>
              <bdi>{row.who || '—'}</bdi>
            </td>
          ) : null}
          <td data-label={first}>{row.before}</td>
          <td data-label={last}>{row.why ?? row.after}</td>
        </tr>
      ))}
    </Table>
  )
}
