import type { Context } from '#app/domain/kernel/context.ts'
import type { Db } from '#db/connection/client.server.ts'
import { type ProductRow, selectProducts } from '#db/queries/products/products.ts'
import type { ProductCode } from '#db/schema/products.ts'
import {
  knownFamily,
  type ProductColour,
  type ProductFamily,
  type ProductLabel,
  productColours,
} from './products.ts'

/** How long another process may go on with what staff have changed meanwhile. */
const STALE_MS = 2_000

interface Reading {
  at: number
  rows: Promise<readonly ProductRow[]>
}

let readings = new WeakMap<Db, Reading>()

/** All products in their order, at most STALE_MS old; in a transaction as they are in it. */
export function readProducts(ctx: Context): Promise<readonly ProductRow[]> {
  const { db } = ctx
  if (db.isTransaction) return selectProducts(db)
  const known = readings.get(db)
  if (known && performance.now() - known.at < STALE_MS) return known.rows
  const reading = { at: performance.now(), rows: selectProducts(db) }
  readings.set(db, reading)
  reading.rows.catch(() => readings.delete(db))
  return reading.rows
}

/** After a change: this process shows it at once. */
export function forgetProducts(): void {
  readings = new WeakMap()
}

/** What new data may name, as it is in the database now. */
export async function activeProducts(ctx: Context): Promise<ProductRow[]> {
  return (await selectProducts(ctx.db)).filter(({ is_active }) => is_active === 1)
}

/** The inactive ones too: what was sold before is still there to be shown and counted. */
export async function allProductCodes(ctx: Context): Promise<ProductCode[]> {
  return (await readProducts(ctx)).map(({ code }) => code)
}

export async function familiesOfProducts(ctx: Context): Promise<(code: ProductCode) => ProductFamily> {
  const families = new Map((await readProducts(ctx)).map((row) => [row.code, knownFamily(row.family)]))
  return (code) => families.get(code) ?? 'other'
}

/** What tells whether two products go into one tank: equal for those that do. */
export async function tankFamilies(ctx: Context): Promise<(code: ProductCode) => string> {
  const familyOf = await familiesOfProducts(ctx)
  return (code) => {
    const family = familyOf(code)
    return family === 'other' ? `other ${code}` : family
  }
}

/** In the reader's language; the inactive ones too. */
export async function productLabels(ctx: Context): Promise<ProductLabel[]> {
  return (await readProducts(ctx)).map((row) => labelOf(row, ctx.locale))
}

function labelOf(row: ProductRow, locale: Context['locale']): ProductLabel {
  const name = row[`name_${locale}`]
  return {
    code: row.code,
    name,
    short: row[`short_${locale}`] || name,
    colour: colourOf(row),
    isActive: row.is_active === 1,
  }
}

/** A later release may know more colours than this one. */
export function colourOf({ colour }: Pick<ProductRow, 'colour'>): ProductColour {
  return productColours.find((known) => known === colour) ?? 'grey'
}
