import type { ReactNode } from 'react'
import { Icon } from '#app/ui/layout/icon.tsx'

export interface TableProps {
  /** Names the table to a screen reader; unseen. */
  label: string
  /** `<th>`s and SortHeaders. */
  head: ReactNode
  /**
   * Plain `<tr>`s, cheap ones: `<td className="main"><a href=..>`, `<td className="num">`. Below 900 px each row
   * becomes a card: the cell `main` is its title, `end` stands at the right of the line, `half` takes the line's
   * left, `state` stands beside the title, `data-label` gives "label value", `narrow-hide` is left out. From 900 to 1280 px `extra` is left out, up to 1440 px `spare`.
   * The whole row is the target of the link in `main`.
   */
  children: ReactNode
  /** `<tr>`s of totals. */
  foot?: ReactNode
  /** What stands under the table: Pagination. */
  bar?: ReactNode
  /** Stays a table on a phone and scrolls sideways: for an import's preview. */
  scroll?: boolean
}

export function Table({ label, head, children, foot, bar, scroll }: TableProps) {
  const table = (
    <table className={scroll ? 'tbl' : 'tbl tbl-cards'}>
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr>{head}</tr>
      </thead>
      <tbody>{children}</tbody>
      {foot ? <tfoot>{foot}</tfoot> : null}
    </table>
  )
  if (!scroll) {
    return (
      <div className="list">
        {table}
        {bar}
      </div>
    )
  }
  return (
    <div className="list">
      {/* biome-ignore lint/a11y/useSemanticElements: a section needs a heading, and the table has its caption */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="list-scroll" role="region" aria-label={label} tabIndex={0}>
        {table}
      </div>
      {bar}
    </div>
  )
}

export interface SortHeaderProps {
  children: ReactNode
  /** The list in the order that a press gives. */
  href: string
  /** The order in force by this column, if it is by this one. */
  order?: 'ascending' | 'descending'
  /** Of numbers: at the right. */
  numeric?: boolean
  className?: string
}

export function SortHeader({ children, href, order, numeric, className = '' }: SortHeaderProps) {
  return (
    <th scope="col" aria-sort={order} className={`${numeric ? 'num ' : ''}${className}`.trim() || undefined}>
      <a href={href}>
        {children}
        <Icon name={order ?? 'sort'} className="icon-sm" />
      </a>
    </th>
  )
}
