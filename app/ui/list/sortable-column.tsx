import type { ReactNode } from 'react'
import { sortBy, useListHref } from './list-hrefs.ts'
import { SortHeader } from './table.tsx'

export interface SortableColumnProps {
  /** As the URL names it. */
  column: string
  /** The order in force: `number`, or `-number` for descending. */
  sort: string
  children: ReactNode
}

export function SortableColumn({ column, sort, children }: SortableColumnProps) {
  const href = useListHref()
  const pressed = sortBy(column, sort)
  return (
    <SortHeader href={href({ sort: pressed.sort })} order={pressed.order}>
      {children}
    </SortHeader>
  )
}
