import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { selectCompaniesOfUser } from '#db/queries/accounts/memberships.ts'
import type { ClientRole } from '#db/schema/index.ts'

export interface OwnCompany {
  id: number
  name: string
  bin: string
  role: ClientRole
  isClosed: boolean
}

/** The companies that a client belongs to, closed ones too. @throws DomainError not_allowed for staff and guests */
export async function listOwnCompanies(ctx: Context): Promise<OwnCompany[]> {
  const { actor } = ctx
  if (actor.kind !== 'client' && actor.kind !== 'person') reject('not_allowed')
  const companies = await selectCompaniesOfUser(ctx.db, actor.userId)
  return companies.map(({ id, name, bin, role, closed_at }) => ({
    id,
    name,
    bin,
    role,
    isClosed: closed_at !== null,
  }))
}

/** One of them. @throws DomainError company_not_found, and as listOwnCompanies */
export async function findOwnCompany(ctx: Context, companyId: CompanyId): Promise<OwnCompany> {
  return (await listOwnCompanies(ctx)).find(({ id }) => id === companyId) ?? reject('company_not_found')
}
