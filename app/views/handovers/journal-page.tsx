import { Alert } from '#app/ui/feedback/alert.tsx'
import { DateField } from '#app/ui/form/date-field.tsx'
import { FilterForm } from '#app/ui/form/filter-form.tsx'
import { Icon } from '#app/ui/layout/icon.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { PrintButton } from '#app/ui/layout/print-button.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { formatDates } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import { JournalTable } from './journal-table.tsx'
import type { JournalView } from './journal-view.ts'

/** The journal of a period or of one hand-over, for print. */
export function JournalPage({ journal }: { journal: JournalView }) {
  const { t, locale } = useWords()
  const { company, period, rows, isCut, file } = journal
  const days = period && formatDates(period.from, period.to, locale)
  const of = rows[0] ? t('handovers:numbered', { number: String(rows[0].id) }) : ''
  const crumbs = [{ label: t('handovers:journal'), href: '/handovers' }]
  if (!period && rows[0]) crumbs.push({ label: of, href: `/handovers/${rows[0].id}` })
  return (
    <>
      <PageHead
        title={t('handovers:journalOf.title')}
        lead={joined([company, days ?? of], ' · ')}
        crumbs={crumbs}
      >
        {rows.length > 0 ? (
          <>
            <a className="btn btn-primary" href={file} data-reload>
              <Icon name="download" className="icon-sm" />
              {t('handovers:journalOf.file')}
            </a>
            <PrintButton />
          </>
        ) : null}
      </PageHead>
      <div className="stack">
        {period ? (
          <div className="no-print">
            <FilterForm action="/handovers/journal" values={period} className="panel panel-body form">
              <div className="row">
                <DateField name="from" label={t('handovers:journalOf.from')} />
                <DateField name="to" label={t('handovers:journalOf.to')} />
              </div>
              <div>
                <button type="submit" className="btn">
                  {t('common:action.apply')}
                </button>
              </div>
            </FilterForm>
          </div>
        ) : null}
        {isCut ? <Alert tone="info">{t('handovers:journalOf.cut')}</Alert> : null}
        {rows.length > 0 ? (
          <JournalTable journal={journal} />
        ) : (
          <EmptyState
            title={t('handovers:journalOf.empty')}
            icon="coupon"
            next={{ label: t('handovers:journal'), href: '/handovers' }}
          >
            {t('handovers:journalOf.emptyText')}
          </EmptyState>
        )}
      </div>
    </>
  )
}
