import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime } from '#locales/format.ts'
import type { PeriodView } from './assignment-view.ts'

interface Props {
  label: string
  rows: readonly PeriodView[]
  heads: Record<'name' | 'from' | 'until' | 'now', string>
}

/** Who had it, or what he had, from when until when. */
export function PeriodTable({ label, rows, heads }: Props) {
  const { locale } = useWords()
  const head = (
    <>
      <th scope="col">{heads.name}</th>
      <th scope="col">{heads.from}</th>
      <th scope="col">{heads.until}</th>
    </>
  )
  return (
    <Table label={label} head={head}>
      {rows.map(({ id, name, href, from, until }) => (
        <tr key={id}>
          <td className="main">{href ? <a href={href}>{name}</a> : name}</td>
          <td className="tabular" data-label={heads.from}>
            {formatDateTime(from, locale)}
          </td>
          <td className="tabular" data-label={heads.until}>
            {until ? formatDateTime(until, locale) : heads.now}
          </td>
        </tr>
      ))}
    </Table>
  )
}
