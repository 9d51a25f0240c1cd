import { removeColleague } from '#app/domain/accounts/team.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import type { Role } from '#app/domain/kernel/rights-table.ts'
import type { ApiScope } from '#app/domain/kernel/roles.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'

export interface MatrixWorld {
  cabinet: Cabinet
  /** Of somebody in each role. */
  contexts: Record<Role, Context>
}

export async function createMatrixWorld(): Promise<MatrixWorld> {
  const cabinet = await createCabinet()
  const company = await cabinet.company()
  const owner = await cabinet.client(company, 'owner')
  const former = await cabinet.client(company, 'viewer')
  await removeColleague(owner.ctx, former.userId)
  const integration = (scope: ApiScope) => integrationOf(cabinet, scope, company)
  const contexts: Record<Role, Context> = {
    guest: await cabinet.guest(),
    administrator: (await cabinet.staff('administrator')).ctx,
    operator: (await cabinet.staff('operator')).ctx,
    support: (await cabinet.staff('support')).ctx,
    auditor: (await cabinet.staff('auditor')).ctx,
    cashier: (await cabinet.staff('cashier')).ctx,
    owner: owner.ctx,
    manager: (await cabinet.client(company, 'manager')).ctx,
    viewer: (await cabinet.client(company, 'viewer')).ctx,
    person: await cabinet.contextOf(former.token),
    system: await cabinet.system(),
    'key:pump': await integration('pump'),
    'key:registers': await integration('registers'),
    'key:instructions': await integration('instructions'),
    'key:read': await integration('read'),
    'key:manage': await integration('manage'),
  }
  return { cabinet, contexts }
}

async function integrationOf(cabinet: Cabinet, scope: ApiScope, companyId: CompanyId): Promise<Context> {
  const actor = { integrationId: 1, name: 'a system', scopes: [scope], companyId, isTest: false }
  return { ...(await cabinet.guest()), actor: { kind: 'integration', stations: 'all', ...actor } }
}
