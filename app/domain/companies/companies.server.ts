import { record } from '#app/domain/audit/audit.server.ts'
import { askForCompany } from '#app/domain/instructions/asking-for-company.server.ts'
import { revokeInvitationsOfCompany } from '#app/domain/invitations/revocation.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { cursorsOf, type PageCursors, readPage } from '#app/domain/kernel/page.server.ts'
import { PAGE_SIZE } from '#app/domain/kernel/page-size.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { allProductCodes } from '#app/domain/products/catalogue.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import {
  type CompanyRow,
  insertCompany,
  selectCompany,
  selectCompanyByBin,
  selectCompanyChoices,
  updateCompany,
  updateCompanyClosed,
  updateCompanyReopened,
} from '#db/queries/companies/companies.ts'
import { countCompanies, type ListedCompany, selectCompanies } from '#db/queries/companies/lists.ts'
import type { CompanyFilter, CompanyInput, CompanyPick } from './companies.input.server.ts'

export interface CompanyPage extends PageCursors {
  companies: ListedCompany[]
  /** Of all pages. */
  total: { count: number; capped: boolean }
}

/** What a station serves, within its days. */
const ACTIVE = { card: 'active', coupon: 'active' } as const

/** By name, 50 a page, with what each can use today; a cursor that was tampered with begins at the first page. */
export async function listCompaniesAcross(ctx: Context, filter: CompanyFilter): Promise<CompanyPage> {
  requireRight(ctx, 'see_companies')
  const usable = { ...ACTIVE, today: businessDay(ctx.now), products: await allProductCodes(ctx) }
  const total = await countCompanies(ctx.db, filter)
  const page = await readPage({
    order: 'name',
    cursor: filter.cursor,
    place: async (id) => (await selectCompany(ctx.db, id))?.name,
    read: (request) => selectCompanies(ctx.db, filter, usable, request),
  })
  return { companies: page.rows, total, ...cursorsOf(page) }
}

export interface CompanyChoice {
  id: number
  name: string
  bin: string
}

export interface CompanyChoices {
  companies: CompanyChoice[]
  /** There are others, for a search to find. */
  more: boolean
}

/** Open companies to choose one from, by name: as many as somebody reads, and the one that is chosen already. */
export async function listCompanyChoices(
  ctx: Context,
  { q, companyId }: CompanyPick,
): Promise<CompanyChoices> {
  requireRight(ctx, 'see_companies')
  const found = await selectCompanyChoices(ctx.db, { q, limit: PAGE_SIZE + 1 })
  const companies = found.slice(0, PAGE_SIZE)
  if (!q && companyId !== undefined && !companies.some(({ id }) => id === companyId))
    companies.unshift(...(await selectCompanyChoices(ctx.db, { id: companyId, limit: 1 })))
  return { companies, more: found.length > PAGE_SIZE }
}

/** @throws DomainError company_not_found */
export async function findCompany(ctx: Context, id: number): Promise<CompanyRow> {
  requireRight(ctx, 'see_companies')
  return (await selectCompany(ctx.db, id)) ?? reject('company_not_found')
}

/** For who knows a company by its papers only: the operator. @throws DomainError company_not_found */
export async function findCompanyByBin(ctx: Context, bin: string): Promise<CompanyRow> {
  requireRight(ctx, 'invite_clients')
  return (await selectCompanyByBin(ctx.db, bin)) ?? reject('company_not_found')
}

/** @returns the new company's id. @throws DomainError bin_taken */
export function createCompany(ctx: Context, input: CompanyInput): Promise<number> {
  requireRight(ctx, 'edit_companies')
  return transact(ctx, (ctx) => addCompany(ctx, input))
}

/** The part that approving a request shares; the caller has authorized. */
export async function addCompany(ctx: Context, input: CompanyInput): Promise<number> {
  const id = await insertCompany(ctx.db, columnsOf(input)).catch(rejectTakenBin)
  await record(
    ctx,
    'company.created',
    { kind: 'company', id, companyId: id },
    { bin: input.bin, name: input.name },
  )
  return id
}

/** A changed address ends the links that were mailed to the old one. @throws DomainError company_not_found, bin_taken */
export function editCompany(ctx: Context, id: number, input: CompanyInput): Promise<void> {
  requireRight(ctx, 'edit_companies')
  return transact(ctx, async (ctx) => {
    const company = (await selectCompany(ctx.db, id)) ?? reject('company_not_found')
    const changed = changedFields(company, columnsOf(input))
    if (changed.length === 0) return
    await updateCompany(ctx.db, id, columnsOf(input)).catch(rejectTakenBin)
    if (changed.includes('email') && company.email) await revokeInvitationsOfCompany(ctx, id, company.email)
    await record(ctx, 'company.edited', { kind: 'company', id, companyId: id }, { fields: changed })
  })
}

/**
 * Its people are told so and see nothing else; its links die, and a processor is asked to approve nothing more.
 * @throws DomainError company_already_closed
 */
export function closeCompany(ctx: Context, id: number): Promise<void> {
  requireRight(ctx, 'close_companies')
  return transact(ctx, async (ctx) => {
    const company = (await selectCompany(ctx.db, id)) ?? reject('company_not_found')
    if (company.closed_at !== null) reject('company_already_closed')
    await askForCompany(ctx, id, 'closed')
    if (!(await updateCompanyClosed(ctx.db, id))) reject('company_already_closed')
    await revokeInvitationsOfCompany(ctx, id)
    await record(ctx, 'company.closed', { kind: 'company', id, companyId: id })
  })
}

/** Its people see it again at once; its links stay dead. */
export function reopenCompany(ctx: Context, id: number): Promise<void> {
  requireRight(ctx, 'close_companies')
  return transact(ctx, async (ctx) => {
    if (!(await selectCompany(ctx.db, id))?.closed_at) reject('company_not_found')
    await askForCompany(ctx, id, 'open')
    if (!(await updateCompanyReopened(ctx.db, id))) reject('company_not_found')
    await record(ctx, 'company.reopened', { kind: 'company', id, companyId: id })
  })
}

function columnsOf(input: CompanyInput) {
  return {
    bin: input.bin,
    name: input.name,
    contract_number: input.contractNumber,
    contract_date: input.contractDate,
    email: input.email,
    phone: input.phone,
    city: input.city,
    locale: input.locale,
  }
}

function changedFields(company: CompanyRow, next: ReturnType<typeof columnsOf>): string[] {
  return (Object.keys(next) as (keyof typeof next)[]).filter((name) => company[name] !== next[name])
}

function rejectTakenBin(error: unknown): never {
  if (isDuplicateKey(error)) reject('bin_taken', { field: 'bin' })
  throw error
}
