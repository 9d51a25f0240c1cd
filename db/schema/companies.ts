import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt, Day } from './columns.ts'

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
  closed_at: Date | null
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

export interface CompaniesTables {
  companies: CompaniesTable
}
