import type { ReactNode } from 'react'
import { Icon, type IconName } from '#app/ui/layout/icon.tsx'
import { useWords } from '#app/ui/layout/words.ts'

export interface EmptyStateProps {
  title: string
  /** What it is for and how it comes to be. */
  children?: ReactNode
  icon?: IconName
  /** The next step: a link or a button. */
  action?: ReactNode
}

/** Nothing yet: says what would be here and offers the next step. */
export function EmptyState({ title, children, icon = 'empty', action }: EmptyStateProps) {
  return (
    <div className="panel empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children ? <p>{children}</p> : null}
      {action ? <div className="row">{action}</div> : null}
    </div>
  )
}

/** Nothing found: the filters are in the way, and one press clears them. */
export function NothingFound({ clearHref }: { clearHref: string }) {
  const { t } = useWords()
  const clear = (
    <a className="btn" href={clearHref}>
      {t('common:filter.clear')}
    </a>
  )
  return (
    <EmptyState title={t('common:empty.nothingFound')} icon="search" action={clear}>
      {t('common:empty.nothingFoundHint')}
    </EmptyState>
  )
}
