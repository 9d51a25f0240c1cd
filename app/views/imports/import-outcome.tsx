import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatInteger } from '#locales/format.ts'
import type { ImportCounts } from './import-counts.tsx'

/** What a check came to, in one look: red with errors, its own words where nothing changes. */
export function ImportVerdict({ counts }: { counts: ImportCounts }) {
  const { t, locale } = useWords()
  const { faulty, added, changed } = counts
  if (faulty > 0) {
    const n = formatInteger(faulty, locale)
    return (
      <Alert tone="bad" title={t('imports:red.title', { count: faulty, n })}>
        <p>{t('imports:red.text')}</p>
      </Alert>
    )
  }
  if (added + changed === 0) return <Alert tone="info">{t('imports:sameFile')}</Alert>
  return <Alert tone="ok">{t('imports:green')}</Alert>
}

export interface ImportNextProps {
  id: number
  kind: RegisterKind
  counts: ImportCounts
}

/** After an import: what one does next. */
export function ImportNext({ id, kind, counts }: ImportNextProps) {
  const { t, locale } = useWords()
  const { added, faulty } = counts
  const n = formatInteger(added, locale)
  const invites = kind === 'companies' && added > 0
  const links = {
    companies: '/admin/companies?people=none',
    stations: '/admin/imports/new',
    cards: '/admin/companies',
    coupons: '/admin/companies',
    transactions: '/admin/companies',
    payments: '/admin/payments',
  }
  return (
    <Panel title={t('imports:after.title')}>
      <div className="row">
        {kind !== 'companies' || invites ? (
          <a className="btn btn-primary" href={links[kind]}>
            {kind === 'companies'
              ? t('imports:after.companies', { count: added, n })
              : t(`imports:after.${kind}`)}
          </a>
        ) : null}
        {faulty > 0 ? (
          <a className="btn" href={`/admin/imports/${id}/faults.csv`} download>
            {t('imports:after.rest')}
          </a>
        ) : null}
        <a className="btn" href={`/admin/imports/${id}/difference`}>
          {t('imports:difference.title')}
        </a>
        <a className="btn" href="/admin/imports/new">
          {t('imports:another')}
        </a>
      </div>
    </Panel>
  )
}
