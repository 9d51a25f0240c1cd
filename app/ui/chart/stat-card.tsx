import type { ReactNode } from 'react'

export interface StatCardProps {
  label: string
  /** Ready to read: `12 340 л`. */
  value: ReactNode
  note?: ReactNode
  /** Makes the note stand out: litres that will burn. */
  warn?: boolean
  /** The list behind the figure. */
  href?: string
}

/** One figure; several stand in `<div className="tiles">`. */
export function StatCard({ label, value, note, warn, href }: StatCardProps) {
  const content = (
    <>
      <span className="stat-label">{label}</span>
      <span className="stat-value">{value}</span>
      {note ? <span className={warn ? 'stat-note stat-warn' : 'stat-note'}>{note}</span> : null}
    </>
  )
  return href ? (
    <a className="stat" href={href}>
      {content}
    </a>
  ) : (
    <div className="stat">{content}</div>
  )
}
