import type { ReactNode } from 'react'
import { Icon } from '#app/ui/layout/icon.tsx'

interface RowMenuProps {
  /** Names the row to a screen reader: `Actions: Aigerim`. */
  label: string
  /** Confirmations, one below the other. */
  children: ReactNode
}

/** What can be done with one row of a list, folded away: nothing destructive stands beside what is read. */
export function RowMenu({ label, children }: RowMenuProps) {
  return (
    <details className="menu row-menu">
      <summary aria-label={label}>
        <Icon name="more" />
      </summary>
      <div className="menu-panel">{children}</div>
    </details>
  )
}
