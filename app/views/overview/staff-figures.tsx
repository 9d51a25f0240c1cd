import type { ReactNode } from 'react'
import type { StaffCount } from '#app/domain/overview/staff-counts.ts'
import { StatCard } from '#app/ui/chart/stat-card.tsx'
import { useHasPage } from '#app/ui/layout/modules.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatInteger } from '#locales/format.ts'
import { hrefOf } from './staff-lists.ts'

export interface StaffFiguresProps {
  counts: Record<StaffCount, number>
  /** A count above it is `1,000+`. */
  countLimit: number
}

const work = [
  'requests',
  'serviceRequests',
  'reinvites',
  'late',
  'letters',
  'imports',
  'discrepancies',
] as const
const figures = ['companies', 'users', 'blocked', 'bounced'] as const
const invitations = ['waiting', 'late', 'accepted', 'expired', 'revoked'] as const
/** These are counted whole. */
const whole: readonly StaffCount[] = ['companies', 'users']

function useNumbers({ counts, countLimit }: StaffFiguresProps): (count: StaffCount) => string {
  const { locale } = useWords()
  return (count) =>
    counts[count] > countLimit && !whole.includes(count)
      ? `${formatInteger(countLimit, locale)}+`
      : formatInteger(counts[count], locale)
}

/** What waits for a person; `children` are lines of what is told without a number. */
export function StaffWork({ children, ...props }: StaffFiguresProps & { children: ReactNode[] }) {
  const { t } = useWords()
  const numberOf = useNumbers(props)
  const hasPage = useHasPage()
  const waiting = work.filter((kind) => props.counts[kind] > 0 && hasPage(hrefOf(kind)))
  return (
    <Panel title={t('staff-overview:waiting.title')}>
      {waiting.length + children.length === 0 ? (
        <p className="quiet">{t('staff-overview:waiting.none')}</p>
      ) : null}
      <ul className="rows">
        {waiting.map((kind) => (
          <li key={kind}>
            <a href={hrefOf(kind)}>
              {t(`staff-overview:waiting.${kind}`, { count: props.counts[kind], n: numberOf(kind) })}
            </a>
          </li>
        ))}
        {children}
      </ul>
    </Panel>
  )
}

export function StaffTiles(props: StaffFiguresProps) {
  const { t } = useWords()
  const numberOf = useNumbers(props)
  return (
    <div className="tiles">
      {figures.map((kind) => (
        <StatCard
          key={kind}
          label={t(`staff-overview:figures.${kind}`)}
          value={numberOf(kind)}
          href={hrefOf(kind)}
        />
      ))}
    </div>
  )
}

/** Those who were invited, by what came of it. */
export function StaffInvitations(props: StaffFiguresProps) {
  const { t } = useWords()
  const numberOf = useNumbers(props)
  const labels = {
    waiting: t('invitations:status.pending'),
    late: t('invitations:status.late'),
    accepted: t('invitations:status.accepted'),
    expired: t('invitations:status.expired'),
    revoked: t('invitations:status.revoked'),
  }
  return (
    <Panel title={t('invitations:title')}>
      <ul className="rows">
        {invitations.map((kind) => (
          <li key={kind}>
            <a href={hrefOf(kind)} className="row row-between">
              <span className={kind === 'late' && props.counts.late > 0 ? 'stat-warn' : undefined}>
                {labels[kind]}
              </span>
              <span className="count">{numberOf(kind)}</span>
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
