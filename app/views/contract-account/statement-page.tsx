import { DateField } from '#app/ui/form/date-field.tsx'
import { FilterForm } from '#app/ui/form/filter-form.tsx'
import { Icon } from '#app/ui/layout/icon.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { PrintButton } from '#app/ui/layout/print-button.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { ExportLinks } from '#app/ui/list/export-links.tsx'
import { formatDate } from '#locales/format.ts'
import { StatementFacts } from './statement-facts.tsx'
import type { StatementView } from './statement-view.ts'

/** @param path of the account: `/account`, `/admin/companies/7/account` */
export function StatementPage({ statement, path }: { statement: StatementView; path: string }) {
  const { t, locale } = useWords()
  const { from, to } = statement.period
  const own = `${path}/statement`
  return (
    <>
      <PageHead
        title={t('statement:of', { from: formatDate(from, locale), to: formatDate(to, locale) })}
        lead={t('statement:lead')}
        crumbs={[{ label: t('contracts:account'), href: path }]}
      >
        <a className="btn btn-primary" href={`${own}.pdf?${new URLSearchParams({ from, to })}`} data-reload>
          <Icon name="download" className="icon-sm" />
          {t('statement:pdf')}
        </a>
        <ExportLinks path={`${own}/export`} />
        <PrintButton />
      </PageHead>
      <div className="stack">
        <FilterForm
          action={own}
          className="filters filters-form"
          values={{ from, to }}
          aria-label={t('statement:title')}
        >
          <div className="filters-fields">
            <DateField name="from" label={t('common:field.from')} plain />
            <DateField name="to" label={t('common:field.to')} plain />
          </div>
          <button type="submit" className="btn">
            {t('statement:show')}
          </button>
        </FilterForm>
        <StatementFacts statement={statement} />
      </div>
    </>
  )
}
