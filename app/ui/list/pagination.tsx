import type { ReactNode } from 'react'
import { Icon } from '#app/ui/layout/icon.tsx'
import { useWords } from '#app/ui/layout/words.ts'

export interface PaginationProps {
  /** Of the page before and after, by keyset cursor; none where there is none. */
  previousHref?: string | null
  nextHref?: string | null
  /** `Found: 3,000`, the export's link. */
  children?: ReactNode
}

/** Under a list: what was found, and the ways on. Both ways stay in their place, so a hand need not follow them. */
export function Pagination({ previousHref, nextHref, children }: PaginationProps) {
  const { t } = useWords()
  if (!children && !previousHref && !nextHref) return null
  const previous = t('common:list.previous')
  const next = t('common:list.next')
  return (
    <div className="list-bar">
      <div className="row">{children}</div>
      {previousHref || nextHref ? (
        <nav className="pages" aria-label={t('common:list.pages')}>
          {previousHref ? (
            <a className="btn btn-sm" href={previousHref} rel="prev">
              <Icon name="previous" className="icon-sm" />
              {previous}
            </a>
          ) : (
            <span className="btn btn-sm btn-off">
              <Icon name="previous" className="icon-sm" />
              {previous}
            </span>
          )}
          {nextHref ? (
            <a className="btn btn-sm" href={nextHref} rel="next">
              {next}
              <Icon name="next" className="icon-sm" />
            </a>
          ) : (
            <span className="btn btn-sm btn-off">
              {next}
              <Icon name="next" className="icon-sm" />
            </span>
          )}
        </nav>
      ) : null}
    </div>
  )
}
