import type { ReactNode } from 'react'

/** The title of a page before sign-in and the sentence under it. */
export function GuestPageHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="guest-head">
      <h1>{title}</h1>
      {children ? <div className="lead">{children}</div> : null}
    </div>
  )
}
