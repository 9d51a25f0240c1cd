import type { ReactNode } from 'react'
import { formatInteger } from '#app/domain/kernel/format.ts'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { SelectAll } from '#app/ui/list/select-all.tsx'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'

export interface ListedCompany {
  id: number
  bin: string
  name: string
  contract: string
  city: string
  email: string
  closed: boolean
  people: number
  waiting: number
}

export interface CompanyTableProps {
  companies: readonly ListedCompany[]
  /** For the form that invites the contacts of those ticked; null for who may not invite: a table to read. */
  nonce: string | null
  bar?: ReactNode
}

/** Companies to look at and, ticked, to invite the contacts of. */
export function CompanyTable({ companies, nonce, bar }: CompanyTableProps) {
  const { t, locale } = useWords()
  const words = { active: t('companies:status.open'), closed: t('companies:status.closed') }
  const head = (
    <>
      {nonce === null ? null : (
        <th className="pick">
          <SelectAll name="companyIds" />
        </th>
      )}
      <th scope="col">{t('companies:name')}</th>
      <th scope="col">{t('companies:bin')}</th>
      <th scope="col">{t('companies:contractNumber')}</th>
      <th scope="col">{t('common:field.city')}</th>
      <th scope="col" className="num">
        {t('companies:people')}
      </th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  const table = (
    <Table label={t('companies:title')} head={head} bar={bar}>
      {companies.map((company) => (
        <tr key={company.id}>
          {nonce === null ? null : (
            <td className="pick">
              <input
                type="checkbox"
                name="companyIds"
                value={company.id}
                disabled={company.closed || !company.email}
                aria-label={t('companies:tick', { name: company.name })}
              />
            </td>
          )}
          <td className="main">
            <a href={`/admin/companies/${company.id}`}>{company.name}</a>
          </td>
          <td className="half tabular">{company.bin}</td>
          <td data-label={t('companies:contractNumber')}>{company.contract}</td>
          <td data-label={t('common:field.city')} className="extra">
            {company.city}
          </td>
          <td data-label={t('companies:people')} className="num">
            {formatInteger(company.people, locale)}
            {company.waiting > 0 ? ` + ${formatInteger(company.waiting, locale)}` : ''}
          </td>
          <td className="state">
            <span className={badges.company[company.closed ? 'closed' : 'active']}>
              {words[company.closed ? 'closed' : 'active']}
            </span>
          </td>
        </tr>
      ))}
    </Table>
  )
  if (nonce === null) return table
  return (
    <Form action="/admin/invitations/contacts" nonce={nonce} id="contacts" className="stack">
      {table}
      <div className="row">
        <SubmitButton look="plain">{t('companies:inviteMany.action')}</SubmitButton>
        <span className="quiet">{t('companies:inviteMany.lead')}</span>
      </div>
    </Form>
  )
}
