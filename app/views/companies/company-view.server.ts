import type { CompanyPage } from '#app/domain/companies/companies.server.ts'
import { businessDay, daysBetween } from '#app/domain/kernel/calendar.ts'
import type { ListedCompany } from './company-table.tsx'

/** A row of the staff's list; visits are told by days of Almaty. */
export function companyRow(company: CompanyPage['companies'][number], now: Date): ListedCompany {
  const visitedOn = company.visited_at === null ? null : businessDay(company.visited_at)
  return {
    id: company.id,
    bin: company.bin,
    name: company.name,
    contract: company.contract_number ?? '',
    city: company.city ?? '',
    person: company.person ?? '',
    email: company.email ?? '',
    phone: company.phone ?? '',
    closed: company.closed_at !== null,
    people: Number(company.people),
    waiting: Number(company.waiting),
    cards: Number(company.cards),
    coupons: Number(company.coupons),
    visit: visitedOn === null ? null : { on: visitedOn, daysAgo: daysBetween(visitedOn, businessDay(now)) },
  }
}
