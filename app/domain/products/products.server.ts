import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  insertProduct,
  type ProductChange,
  type ProductRow,
  selectProduct,
  selectProducts,
  updateProduct,
} from '#db/queries/products/products.ts'
import { colourOf, forgetProducts } from './catalogue.server.ts'
import type { EditProduct, NewProduct } from './products.input.server.ts'
import {
  knownFamily,
  MAX_PRODUCTS_TEXT,
  type ProductColour,
  type ProductFamily,
  textOfProducts,
} from './products.ts'
import { type Named, namesOf, synonymKey } from './synonyms.ts'

export interface Product {
  id: number
  code: string
  nameEn: string
  nameRu: string
  nameKk: string
  shortEn: string
  shortRu: string
  shortKk: string
  synonyms: string[]
  family: ProductFamily
  colour: ProductColour
  position: number
  isActive: boolean
  version: number
}

type Names = Pick<Product, 'nameEn' | 'nameRu' | 'nameKk'>

export function nameIn(product: Names, locale: Context['locale']): string {
  return { en: product.nameEn, ru: product.nameRu, kk: product.nameKk }[locale]
}

/** All products as staff edit them, in their order. */
export async function listProducts(ctx: Context): Promise<Product[]> {
  requireRight(ctx, 'see_products')
  return (await selectProducts(ctx.db)).map(productOf)
}

/** @throws DomainError product_not_found */
export async function findProduct(ctx: Context, id: number): Promise<Product> {
  requireRight(ctx, 'see_products')
  return productOf((await selectProduct(ctx.db, id)) ?? reject('product_not_found'))
}

/** @returns the new product's id. @throws DomainError product_code_taken, synonym_taken, too_many_products */
export async function createProduct(ctx: Context, input: NewProduct): Promise<number> {
  requireRight(ctx, 'edit_products')
  const id = await transact(ctx, async (ctx) => {
    // All rows are held, so that two people cannot give one name to two products.
    const all = await selectProducts(ctx.db, { lock: true })
    if (all.some(({ code }) => code === input.code)) reject('product_code_taken', { field: 'code' })
    const row = { code: input.code, ...columnsOf(input) }
    rejectTakenNames(row, all)
    rejectTooMany([...all, row])
    const id = await insertProduct(ctx.db, row)
    await record(ctx, 'product.created', { kind: 'product', id }, { name: input.nameRu, code: input.code })
    return id
  })
  forgetProducts()
  return id
}

/**
 * Changes all but the code, which rows of coupons, cards and transactions hold.
 * @throws DomainError product_not_found, conflict_try_again, synonym_taken, too_many_products
 */
export async function editProduct(ctx: Context, id: number, input: EditProduct): Promise<void> {
  requireRight(ctx, 'edit_products')
  await transact(ctx, async (ctx) => {
    const all = await selectProducts(ctx.db, { lock: true })
    const before = all.find((row) => row.id === id) ?? reject('product_not_found')
    if (before.version !== input.version) reject('conflict_try_again')
    const change = { ...columnsOf(input), family: input.family ?? before.family }
    const changed = changedColumns(before, change)
    if (changed.length === 0) return
    const others = all.filter((row) => row.id !== id)
    const after = { code: before.code, ...change }
    rejectTakenNames(after, others)
    rejectTooMany([...others, after])
    if (!(await updateProduct(ctx.db, id, input.version, change))) reject('conflict_try_again')
    await recordChange(ctx, before, change.is_active, changed)
  })
  forgetProducts()
}

/** Whether it is sold is a fact of its own in the log, beside what else was changed. */
async function recordChange(ctx: Context, before: ProductRow, isActive: 0 | 1, changed: string[]) {
  const subject = { kind: 'product' as const, id: before.id }
  const name = before.name_ru
  const fields = changed.filter((column) => column !== 'is_active')
  if (fields.length > 0) await record(ctx, 'product.updated', subject, { name, fields })
  if (before.is_active !== isActive)
    await record(ctx, isActive === 1 ? 'product.activated' : 'product.deactivated', subject, { name })
}

function columnsOf(input: Omit<NewProduct, 'code'>) {
  return {
    name_en: input.nameEn,
    name_ru: input.nameRu,
    name_kk: input.nameKk,
    short_en: input.shortEn,
    short_ru: input.shortRu,
    short_kk: input.shortKk,
    synonyms: input.synonyms.join('\n'),
    family: input.family ?? 'other',
    colour: input.colour,
    position: input.position,
    is_active: input.active ? 1 : 0,
  } as const satisfies ProductChange
}

/** A family of a later release stays as it is. */
type ColumnsOfChange = Omit<ReturnType<typeof columnsOf>, 'family'> & Pick<ProductRow, 'family'>

function changedColumns(before: ProductRow, change: ColumnsOfChange): string[] {
  return (Object.keys(change) as (keyof typeof change)[]).filter((name) => before[name] !== change[name])
}

/** Of inactive products too, so that nothing stands in the way of making one active again. */
function rejectTakenNames(product: Named, others: readonly ProductRow[]): void {
  const owners = new Map(
    others.flatMap((row) => namesOf(row).map((name) => [synonymKey(name), row.name_ru] as const)),
  )
  for (const name of namesOf(product)) {
    const owner = owners.get(synonymKey(name))
    if (owner !== undefined)
      reject('synonym_taken', { field: fieldOf(product, name), params: { synonym: name, product: owner } })
  }
}

function fieldOf(product: Named, name: string): string {
  const fields: [string, string][] = [
    [product.code, 'code'],
    [product.name_en, 'nameEn'],
    [product.name_ru, 'nameRu'],
    [product.name_kk, 'nameKk'],
    [product.short_en, 'shortEn'],
    [product.short_ru, 'shortRu'],
    [product.short_kk, 'shortKk'],
  ]
  return fields.find(([value]) => value === name)?.[1] ?? 'synonyms'
}

/** A card that may buy everything names every active product in one column. */
function rejectTooMany(products: readonly { code: string; is_active: 0 | 1 }[]): void {
  const active = products.filter((product) => product.is_active === 1).map(({ code }) => code)
  if (textOfProducts(active).length > MAX_PRODUCTS_TEXT) reject('too_many_products', { field: 'active' })
}

function productOf(row: ProductRow): Product {
  return {
    id: row.id,
    code: row.code,
    nameEn: row.name_en,
    nameRu: row.name_ru,
    nameKk: row.name_kk,
    shortEn: row.short_en,
    shortRu: row.short_ru,
    shortKk: row.short_kk,
    synonyms: row.synonyms === '' ? [] : row.synonyms.split('\n'),
    family: knownFamily(row.family),
    colour: colourOf(row),
    position: row.position,
    isActive: row.is_active === 1,
    version: row.version,
  }
}
