import { formatDate } from '#app/domain/kernel/format.ts'
import { Alert } from './alert.tsx'
import { ConfirmPanel } from './confirm-panel.tsx'
import { DescriptionList } from './description-list.tsx'
import { Panel } from './panel.tsx'
import { PostButton } from './post-button.tsx'
import { useRoot } from './root-data.ts'
import { useWords } from './words.ts'

export interface CompanyDetailsProps {
  company: {
    bin: string
    externalCode: string | null
    contractNumber: string | null
    contractDate: string | null
    email: string | null
    phone: string | null
    city: string | null
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
            [t('common:field.phone'), company.phone],
            [t('common:field.city'), company.city],
            [t('companies:externalCode'), company.externalCode],
          ]}
        />
      </Panel>
    </>
  )
}

/** Closing and, for what was closed by mistake, opening again. */
export function CompanyStanding({ id, name, closed }: { id: number; name: string; closed: boolean }) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  if (closed) {
    return (
      <div className="stack-sm">
        <p className="quiet">{t('companies:reopen.hint')}</p>
        <PostButton action={`/admin/companies/${id}/reopen`} nonce={formNonce}>
          {t('companies:reopen.action')}
        </PostButton>
      </div>
    )
  }
  return (
    <ConfirmPanel
      trigger={t('companies:close.action')}
      title={t('companies:close.action')}
      consequence={t('companies:close.confirm', { name })}
      action={`/admin/companies/${id}/close`}
      nonce={formNonce}
      id="close"
    />
  )
}
