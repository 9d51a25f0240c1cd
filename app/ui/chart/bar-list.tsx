import type { ReactNode } from 'react'
import type { ProductColour } from '#app/domain/products/products.ts'
import { share } from './chart-scale.ts'
import { fillOf } from './series-colours.ts'

export interface BarListItem {
  label: ReactNode
  /** Its length; the longest fills the line. */
  value: number
  /** The value, ready to read. */
  text: string
  note?: ReactNode
  /** Its own wherever it is drawn. */
  colour?: ProductColour | undefined
  href?: string
}

export interface BarListProps {
  label: string
  items: readonly (BarListItem & { id: string })[]
}

/** Shares of a whole, as what is left of each product: the figures stand as text, the bars only repeat them. */
export function BarList({ label, items }: BarListProps) {
  return <Bars label={label} items={items} className="bar-list" />
}

/** What expires when, soonest first, in the colour of warnings. `label` of an item is the day or the month. */
export function ExpiryTimeline({ label, items }: BarListProps) {
  return <Bars label={label} items={items} className="bar-list soon" />
}

function Bars({ label, items, className }: BarListProps & { className: string }) {
  const longest = Math.max(0, ...items.map(({ value }) => value))
  return (
    <ul className={className} aria-label={label}>
      {items.map((item) => (
        <li key={item.id}>
          <span>
            {item.href ? <a href={item.href}>{item.label}</a> : item.label}
            {item.note ? <small> {item.note}</small> : null}
          </span>
          <b>{item.text}</b>
          <svg aria-hidden="true">
            <rect className="bar-track" width="100%" height="100%" rx="4" />
            <rect className={fillOf(item.colour)} width={share(item.value, longest)} height="100%" rx="4" />
          </svg>
        </li>
      ))}
    </ul>
  )
}
