import type { ReactNode } from 'react'
import { type ReadList, readLists } from '#app/domain/readonly-links/readonly-links.ts'
import { Tabs } from '#app/ui/layout/tabs.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { InstrumentName } from '#app/ui/list/number-in-groups.tsx'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { Table } from '#app/ui/list/table.tsx'
import type { ReadingHead, ReadListView, ReadTotalsView } from './reading-view.ts'

interface Props {
  head: ReadingHead
  current: ReadList | 'totals'
  children: ReactNode
}

/** A page for somebody who only reads. */
export function ReadingPage({ head, current, children }: Props) {
  const { t } = useWords()
  const tabs = [
    { label: t('readonly-links:list.totals'), href: head.home, current: current === 'totals' },
    ...readLists.map((list) => ({
      label: t(`readonly-links:list.${list}`),
      href: `${head.home}/${list}`,
      current: list === current,
    })),
  ]
  return (
    <div className="stack">
      <header className="stack-sm">
        <h1>{head.company}</h1>
        <p className="lead">{t('readonly-links:read.period', { period: head.period })}</p>
        <p className="quiet small">{t('readonly-links:read.until', { moment: head.until })}</p>
      </header>
      <Tabs label={t('readonly-links:read.title')} tabs={tabs} />
      {children}
    </div>
  )
}

export function ReadTotals({ totals: { rows, total } }: { totals: ReadTotalsView }) {
  const { t } = useWords()
  if (rows.length === 0) return <p className="quiet">{t('readonly-links:read.nothing')}</p>
  const labels = {
    fills: t('readonly-links:column.fills'),
    volume: t('common:field.volume'),
    amount: t('common:field.amount'),
  }
  const head = (
    <>
      <th scope="col">{t('common:field.product')}</th>
      <th scope="col" className="num">
        {labels.fills}
      </th>
      <th scope="col" className="num">
        {labels.volume}
      </th>
      <th scope="col" className="num">
        {labels.amount}
      </th>
    </>
  )
  const line = (name: string, row: ReadTotalsView['total'], isTotal = false) => (
    <tr key={name}>
      {isTotal ? (
        <th scope="row" className="main">
          {name}
        </th>
      ) : (
        <td className="main">{name}</td>
      )}
      <td className="num" data-label={labels.fills}>
        {row.transactions}
      </td>
      <td className="num" data-label={labels.volume}>
        {row.volume}
      </td>
      <td className="num" data-label={labels.amount}>
        {row.amount}
      </td>
    </tr>
  )
  const foot = line(t('readonly-links:read.total'), total, true)
  return (
    <Table label={t('readonly-links:list.totals')} head={head} foot={foot}>
      {rows.map((row) => line(row.product, row))}
    </Table>
  )
}

/** One page of a list with its files. */
export function ReadRows({ view, home }: { view: ReadListView; home: string }) {
  const { t } = useWords()
  const { list, columns, rows, ...pages } = view
  const file = (format: string) => `${home}/export?list=${list}&format=${format}`
  if (rows.length === 0) return <p className="quiet">{t('readonly-links:read.nothing')}</p>
  const head = columns.map(({ label, isNumber }) => (
    <th key={label} scope="col" className={isNumber ? 'num' : undefined}>
      {label}
    </th>
  ))
  return (
    <>
      <p className="row no-print">
        <a className="btn" href={file('xlsx')}>
          {t('readonly-links:read.excel')}
        </a>
        <a className="btn" href={file('csv')}>
          {t('readonly-links:read.csv')}
        </a>
      </p>
      <Table label={t(`readonly-links:list.${list}`)} head={head} bar={<Pagination {...pages} />}>
        {rows.map((row) => (
          <tr key={row.id}>
            {columns.map(({ label, isNumber }, at) => (
              <td
                key={label}
                className={at === 0 ? 'main tabular breaks' : isNumber ? 'num' : 'breaks'}
                data-label={at === 0 ? undefined : label}
              >
                {at === 0 ? <InstrumentName name={row.cells[0] || '—'} /> : row.cells[at] || '—'}
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </>
  )
}
