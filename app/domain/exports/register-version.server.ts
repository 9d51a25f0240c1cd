import type { AuditAction } from '#app/domain/audit/actions.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { readProducts } from '#app/domain/products/catalogue.server.ts'
import { selectRegisterVersion } from '#db/queries/exports/register-version.ts'

/** Stations belong to no company, and every list of transactions names them. */
const STATION_EDITED: AuditAction = 'station.edited'

/**
 * Changes whenever something may have changed in a company's lists: by the audit log, which has a row for every change
 * that a person made to the company's things or to a station, by the imports that took effect, by what pumps booked, and
 * by the products whose names the lists show.
 */
export async function registerVersion(ctx: Context, companyId: CompanyId): Promise<string> {
  requireRightIn(ctx, companyId, 'export_lists')
  // The products as the file will show them: a process may know them a moment longer than the database.
  const products = await readProducts(ctx)
  const versions = products.map(({ version }) => version).join('.')
  return `${await selectRegisterVersion(ctx.db, companyId, STATION_EDITED)}-${versions}`
}
