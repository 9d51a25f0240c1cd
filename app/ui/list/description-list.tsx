import type { ReactNode } from 'react'

export interface DescriptionListProps {
  /** What has no value is left out. */
  items: readonly (readonly [term: string, value: ReactNode])[]
}

export function DescriptionList({ items }: DescriptionListProps) {
  return (
    <dl className="dl">
      {items.map(([term, value]) =>
        value === null || value === undefined || value === '' ? null : (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
