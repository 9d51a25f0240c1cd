import { Alert } from '#app/ui/feedback/alert.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { formatDate, formatPhone } from '#locales/format.ts'
import { type Locale, localeNames } from '#locales/index.ts'

export interface CompanyDetailsProps {
  company: {
    bin: string
    externalCode: string | null
    contractNumber: string | null
    contractDate: string | null
    email: string | null
    phone: string | null
    city: string | null
    locale: Locale | null
    closedAt: string | null
  }
}

export function CompanyDetails({ company }: CompanyDetailsProps) {
  const { t, locale } = useWords()
  return (
    <>
      {company.closedAt ? (
        <Alert tone="warn">{t('companies:closedAt', { date: formatDate(company.closedAt, locale) })}</Alert>
      ) : null}
      <Panel title={t('companies:requisites')}>
        <DescriptionList
          items={[
            [
              t('companies:bin'),
              <span key="bin" className="tabular">
                {company.bin}
              </span>,
            ],
            [t('companies:contractNumber'), company.contractNumber],
            [t('companies:contractDate'), company.contractDate && formatDate(company.contractDate, locale)],
            [t('common:field.email'), company.email],
            [t('common:field.phone'), company.phone && formatPhone(company.phone)],
            [t('common:field.city'), company.city],
            [t('companies:locale'), company.locale && localeNames[company.locale]],
            [t('companies:externalCode'), company.externalCode],
          ]}
        />
      </Panel>
    </>
  )
}
