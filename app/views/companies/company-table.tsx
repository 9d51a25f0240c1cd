import type { ReactNode } from 'react'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { PickedBar } from '#app/ui/list/picked-bar.tsx'
import { SelectAll } from '#app/ui/list/select-all.tsx'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatInteger } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import { Contact, visitWords } from './company-cells.tsx'

export interface ListedCompany {
  id: number
  bin: string
  name: string
  contract: string
  city: string
  /** Of one of its people; may be empty. */
  person: string
  email: string
  phone: string
  closed: boolean
  people: number
  waiting: number
  /** That can be used today. */
  cards: number
  coupons: number
  /** Of anybody of the company; null where nobody was there yet. */
  visit: { on: string; daysAgo: number } | null
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
  const words = {
    active: t('companies:status.open'),
    closed: t('companies:status.closed'),
    none: t('companies:peopleState.none'),
    invited: t('companies:peopleState.invited'),
  }
  const head = (
    <>
      {nonce === null ? null : (
        <th className="pick">
          <SelectAll name="companyIds" />
        </th>
      )}
      <th scope="col">{t('companies:name')}</th>
      <th scope="col">{t('companies:contact')}</th>
      <th scope="col" className="num">
        {t('companies:cards')}
      </th>
      <th scope="col" className="num">
        {t('companies:coupons')}
      </th>
      <th scope="col" className="num spare">
        {t('companies:people')}
      </th>
      <th scope="col">{t('companies:visit.label')}</th>
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
          <td className="main roomy">
            <a href={`/admin/companies/${company.id}`}>{company.name}</a>
            <small className="tabular">{joined([company.bin, company.contract], ' · ')}</small>
            {company.city ? <small>{company.city}</small> : null}
          </td>
          <td data-label={t('companies:contact')}>
            <Contact {...company} />
          </td>
          <td data-label={t('companies:cards')} className="num">
            {formatInteger(company.cards, locale)}
          </td>
          <td data-label={t('companies:coupons')} className="num">
            {formatInteger(company.coupons, locale)}
          </td>
          <td data-label={t('companies:people')} className="num spare">
            {formatInteger(company.people, locale)}
            {company.waiting > 0 ? ` + ${formatInteger(company.waiting, locale)}` : ''}
          </td>
          <td data-label={t('companies:visit.label')}>{visitWords(t, locale, company.visit)}</td>
          <td className="state">
            {states(company).map((state) => (
              <span key={state} className={badges.company[state]}>
                {words[state]}
              </span>
            ))}
          </td>
        </tr>
      ))}
    </Table>
  )
  if (nonce === null) return table
  return (
    <Form action="/admin/invitations/contacts" nonce={nonce} id="contacts" className="stack">
      {table}
      <PickedBar
        name="companyIds"
        label={(count) => t('companies:inviteMany.picked', { n: formatInteger(count, locale) })}
        clear={t('companies:inviteMany.clear')}
      >
        <SubmitButton look="plain">{t('companies:inviteMany.action')}</SubmitButton>
        <span className="quiet">{t('companies:inviteMany.lead')}</span>
      </PickedBar>
    </Form>
  )
}

/** Closed, or open and, while nobody of the company is in the cabinet, how far that is. */
function states({ closed, people, waiting }: ListedCompany): ('active' | 'closed' | 'none' | 'invited')[] {
  if (closed) return ['closed']
  if (people > 0) return ['active']
  return ['active', waiting > 0 ? 'invited' : 'none']
}
