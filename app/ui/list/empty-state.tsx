import type { ReactNode } from 'react'
import { Icon, type IconName } from '#app/ui/layout/icon.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { useListHref } from './list-hrefs.ts'

/** What to do next: a page to go to (`isMain` if it adds the first row), or what to do in words where there is none. */
export type NextStep = string | { label: string; href: string; isMain?: boolean }

export interface EmptyStateProps {
  title: string
  /** What it is for and how it comes to be. */
  children?: ReactNode
  icon?: IconName
  /** One that the reader's role allows. */
  next: NextStep
}

/** Nothing yet: says what would be here and offers the next step. */
export function EmptyState({ title, children, icon = 'empty', next }: EmptyStateProps) {
  return (
    <div className="panel empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children ? <p>{children}</p> : null}
      {typeof next === 'string' ? (
        <p data-next>{next}</p>
      ) : (
        <div className="row" data-next>
          <NextButton next={next} />
        </div>
      )}
    </div>
  )
}

/** The same step at the head of the page; who may not take it sees none. */
export function NextButton({ next }: { next: NextStep }) {
  if (typeof next === 'string') return null
  return (
    <a className={next.isMain ? 'btn btn-primary' : 'btn'} href={next.href}>
      {next.label}
    </a>
  )
}

/** Nothing found: the filters are in the way, and one press clears them. */
export function NothingFound({ clearHref }: { clearHref: string }) {
  const { t } = useWords()
  const clear = { label: t('common:filter.clear'), href: clearHref }
  return (
    <EmptyState title={t('common:empty.nothingFound')} icon="search" next={clear}>
      {t('common:empty.nothingFoundHint')}
    </EmptyState>
  )
}

/** The dates of a filter the wrong way round: nothing can be between them. One press turns them. */
export function DatesReversed({ from, to }: { from: string | undefined; to: string | undefined }) {
  const { t } = useWords()
  const href = useListHref()
  const turn = { label: t('common:filter.turnDates'), href: href({ from: to, to: from }) }
  return <EmptyState title={t('common:filter.datesReversed')} icon="alert" next={turn} />
}
