import { revokeInvitationsOfCompany } from '#app/domain/invitations/revocation.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { Db } from '#db/connection/client.server.ts'
import {
  type CompanyRow,
  deleteCompanies,
  insertCompanies,
  type NewCompany,
  selectCompaniesByBins,
  selectCompaniesInUse,
  selectCompanyByBin,
  updateCompany,
} from '#db/queries/companies/companies.ts'

export type { CompanyRow }

/** A step of approving a request; closed companies too. */
export function companyWithBin(db: Db, bin: string): Promise<CompanyRow | undefined> {
  return selectCompanyByBin(db, bin)
}

/** A step of an import and of an announcement; closed companies too. */
export function companiesWithBins(db: Db, bins: readonly string[]): Promise<CompanyRow[]> {
  return selectCompaniesByBins(db, bins)
}

/** A step of an import. */
export function addCompaniesOfRegister(db: Db, companies: readonly NewCompany[]): Promise<void> {
  return insertCompanies(db, companies)
}

/** A step of an import. A changed address ends the links that were mailed to the old one. */
export async function changeCompanyByRegister(
  ctx: Context,
  before: CompanyRow,
  after: Parameters<typeof updateCompany>[2],
): Promise<void> {
  await updateCompany(ctx.db, before.id, after)
  if (before.email && before.email !== after.email)
    await revokeInvitationsOfCompany(ctx, before.id, before.email)
}

/** A step of taking an import back: those that have people, invitations, cards, coupons or transactions. */
export function companiesInUse(db: Db, ids: readonly number[]): Promise<Set<number>> {
  return selectCompaniesInUse(db, ids)
}

/** A step of taking an import back. */
export function removeCompanies(db: Db, ids: readonly number[]): Promise<void> {
  return deleteCompanies(db, ids)
}
