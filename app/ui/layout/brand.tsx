/** The mark: a drop of fuel that holds the steppe's sun. The same drawing is public/favicon.svg. */
export function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect className="mark-ground" width="32" height="32" rx="8" />
      <path
        className="mark-drop"
        d="M16 5.5c4.6 5.3 7.8 9.2 7.8 13.2a7.8 7.8 0 0 1-15.6 0c0-4 3.2-7.9 7.8-13.2z"
      />
      <path className="mark-sun" d="M20.4 18.9a4.4 4.4 0 0 0-8.8 0z" />
      <path className="mark-steppe" d="M9.3 20.6c2.3-.9 4.3-.9 6.7 0s4.4.9 6.7 0" />
    </svg>
  )
}

export interface BrandProps {
  name: string
  href: string
  /** What part of the site this is, as `Staff`. */
  note?: string
}

export function Brand({ name, href, note }: BrandProps) {
  return (
    <a className="brand" href={href}>
      <BrandMark />
      <span>{name}</span>
      {note ? <span className="brand-note">{note}</span> : null}
    </a>
  )
}
