import type { ReactNode } from 'react'

export interface PanelProps {
  title?: string
  /** At the right of the title: a link, a button. */
  action?: ReactNode
  /** Without padding: for a Table, which brings its own. */
  flush?: boolean
  children: ReactNode
}

/** A part of a page with an edge and, mostly, a title. */
export function Panel({ title, action, flush, children }: PanelProps) {
  // HTML wants a heading in each section.
  const Part = title ? 'section' : 'div'
  return (
    <Part className="panel">
      {title || action ? (
        <div className="panel-head">
          {title ? <h2>{title}</h2> : null}
          {action}
        </div>
      ) : null}
      {flush ? children : <div className="panel-body">{children}</div>}
    </Part>
  )
}
