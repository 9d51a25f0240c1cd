import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { listHref } from '#app/ui/list/list-hrefs.ts'
import { formatDate, formatDateTime } from '#locales/format.ts'

export interface RegisterDate {
  kind: RegisterKind
  /** Wall clock of the last that took effect; null: never. */
  at: string | null
  /** It is late. */
  stale: boolean
}

const hrefOf = (kind: RegisterKind) => listHref('/admin/imports', { kind, status: 'committed' })

/** A line of what needs attention: a register has not come for a while. */
export function StaleRegister({ kind, at }: RegisterDate) {
  const { t, locale } = useWords()
  return (
    <li>
      <a href={hrefOf(kind)}>
        {t(`admin:data.kind.${kind}`)}: {t('staff-overview:data.staleSince')}{' '}
        {at ? <time dateTime={at}>{formatDate(at, locale)}</time> : null}
      </a>
    </li>
  )
}

/** When each register last took effect. */
export function RegisterDates({ registers }: { registers: readonly RegisterDate[] }) {
  const { t, locale } = useWords()
  return (
    <Panel title={t('staff-overview:data.title')}>
      <ul className="rows">
        {registers.map(({ kind, at, stale }) => (
          <li key={kind} className="row row-between">
            <a href={hrefOf(kind)}>{t(`admin:data.kind.${kind}`)}</a>
            {at ? (
              <time dateTime={at} className={stale ? 'tabular stat-warn' : 'tabular'}>
                {formatDateTime(at, locale)}
              </time>
            ) : (
              <span className="quiet">{t('staff-overview:data.never')}</span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
