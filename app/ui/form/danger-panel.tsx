import type { ReactNode } from 'react'

interface DangerPanelProps {
  title: string
  /** Where a link leads that asks for it. */
  id?: string
  /** Confirmations, each perhaps with a sentence before it. */
  children: ReactNode
}

/** Where a page's destructive confirmations stand: at its end or its column's, never between what is read. */
export function DangerPanel({ title, id, children }: DangerPanelProps) {
  return (
    <section className="panel danger" id={id}>
      <div className="panel-head">
        <h2>{title}</h2>
      </div>
      <div className="panel-body stack-sm">{children}</div>
    </section>
  )
}
