import type { ReactNode } from 'react'

export interface TimelineEntry {
  id: string | number
  /** `Blocked` */
  what: ReactNode
  /** The name or address of who did it, or the system's part. */
  who?: ReactNode
  /** Ready to read. */
  when: ReactNode
  /** In their own words. */
  why?: ReactNode
}

/** The history of a card or a coupon, newest first: what, who, when, why. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={entry.id}>
          <p>{entry.what}</p>
          <div className="quiet">
            {entry.when}
            {entry.who ? (
              <>
                {' '}
                · <bdi>{entry.who}</bdi>
              </>
            ) : null}
          </div>
          {entry.why ? <q>{entry.why}</q> : null}
        </li>
      ))}
    </ol>
  )
}
