import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { readProducts } from '#app/domain/products/catalogue.server.ts'
import {
  insertSubstitution,
  type SubstitutionRow,
  selectSubstitutions,
  updateSubstitutionEnded,
} from '#db/queries/stations/substitutions.ts'
import { findStationsByCodes } from './stations.server.ts'
import type { NewSubstitution } from './substitutions.input.server.ts'

const MAX_SHOWN = 200

/** Present and future ones, by when they end. */
export function listSubstitutions(ctx: Context): Promise<SubstitutionRow[]> {
  requireRight(ctx, 'see_products')
  return selectSubstitutions(ctx.db, MAX_SHOWN)
}

/** Stations may serve one product in the stead of another. @throws DomainError product_not_found, station_not_found */
export function addSubstitution(ctx: Context, input: NewSubstitution): Promise<void> {
  requireRight(ctx, 'edit_products')
  const { served, insteadOf, station, startsAt, endsAt } = input
  return transact(ctx, async (ctx) => {
    const products = await readProducts(ctx)
    const product = products.find(({ code }) => code === served)
    if (!product) reject('product_not_found', { field: 'served' })
    if (!products.some(({ code }) => code === insteadOf)) reject('product_not_found', { field: 'insteadOf' })
    if (station !== null && (await findStationsByCodes(ctx, [station])).length === 0)
      reject('station_not_found', { field: 'station' })
    const row = { served, instead_of: insteadOf, station_code: station, starts_at: startsAt, ends_at: endsAt }
    await insertSubstitution(ctx.db, row)
    await record(ctx, 'product.substitution_added', { kind: 'product', id: product.id }, dataOf(row))
  })
}

/** From now on. @throws DomainError outage_over */
export function endSubstitution(ctx: Context, id: number): Promise<void> {
  requireRight(ctx, 'edit_products')
  return transact(ctx, async (ctx) => {
    const row = (await updateSubstitutionEnded(ctx.db, id)) ?? reject('outage_over')
    const product = (await readProducts(ctx)).find(({ code }) => code === row.served)
    const subject = product ? { kind: 'product' as const, id: product.id } : null
    await record(ctx, 'product.substitution_ended', subject, dataOf(row))
  })
}

function dataOf(
  row: Pick<SubstitutionRow, 'served' | 'instead_of' | 'station_code' | 'starts_at' | 'ends_at'>,
) {
  return {
    product: row.served,
    insteadOf: row.instead_of,
    station: row.station_code,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
  }
}
