import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { insertCompany, selectTestCompany } from '#db/queries/companies/companies.ts'

/** Of nobody: the registry gives no number that begins so. */
const BIN = '990140000007'
const NAME = 'Test company for the API'

/** The one company that test keys see; `isNew` when this call made it. A step of making a test key. */
export async function findOrCreateTestCompany(ctx: Context): Promise<{ id: number; isNew: boolean }> {
  const known = await selectTestCompany(ctx.db)
  if (known) return { id: known.id, isNew: false }
  const id = await insertCompany(ctx.db, { bin: BIN, name: NAME, is_test: 1 })
  await record(ctx, 'company.created', { kind: 'company', id, companyId: id }, { bin: BIN, name: NAME })
  return { id, isNew: true }
}
