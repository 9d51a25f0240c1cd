import type { ColumnType, Generated } from 'kysely'
import type { Locale } from './accounts.ts'
import type { CreatedAt, Day, Flag } from './columns.ts'

declare const companyId: unique symbol

/** A company that the actor was found to belong to (or that staff named): never built from raw input. */
export type CompanyId = number & { readonly [companyId]: true }

export interface CompaniesTable {
  id: Generated<number>
  bin: string
  name: string
  external_code: string | null
  contract_number: string | null
  contract_date: Day | null
  email: string | null
  phone: string | null
  city: string | null
  /** In which its contact is written to; null: not known. */
  locale: Generated<Locale | null>
  closed_at: Date | null
  /** 1: made for test keys; it is in no total. */
  is_test: Flag
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

export interface CompaniesTables {
  companies: CompaniesTable
}
