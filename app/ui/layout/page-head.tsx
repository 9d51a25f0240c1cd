import type { ReactNode } from 'react'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'
import { Icon } from './icon.tsx'
import { useWords } from './words.ts'

export interface Crumb {
  label: string
  href: string
}

export interface PageHeadProps {
  title: ReactNode
  /** The way here, without the page itself. */
  crumbs?: readonly Crumb[]
  lead?: ReactNode
  /** When the data was last loaded, ready to read; null: never. Left out: the page shows nothing imported. */
  asOf?: string | null
  /** Whether the page shows by itself what happens. */
  live?: ReactNode
  /** Beside the title: a state's badge. */
  badge?: ReactNode
  /** At the right: buttons. */
  children?: ReactNode
}

export function PageHead({ title, crumbs, lead, asOf, live, badge, children }: PageHeadProps) {
  const { t } = useWords()
  return (
    <div className="page-head">
      <div>
        {crumbs ? <Breadcrumbs crumbs={crumbs} /> : null}
        <div className="row">
          <h1>{inGroups(title)}</h1>
          {badge}
        </div>
        {lead ? <p className="lead">{inGroups(lead)}</p> : null}
        {asOf === undefined ? null : (
          <p className="as-of">
            <Icon name="clock" className="icon-sm" />
            {asOf ? t('common:dataAsOf', { moment: asOf }) : t('common:dataNever')}
          </p>
        )}
        {live}
      </div>
      {children ? <div className="row">{children}</div> : null}
    </div>
  )
}

function inGroups(text: ReactNode): ReactNode {
  return typeof text === 'string' ? withNumbersInGroups(text) : text
}

function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const { t } = useWords()
  return (
    <nav className="crumbs" aria-label={t('common:breadcrumbs')}>
      <ol>
        {crumbs.map(({ label, href }) => (
          <li key={href}>
            <a href={href}>{withNumbersInGroups(label)}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
