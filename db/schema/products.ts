import type { ColumnType, Generated } from 'kysely'

/** `products.code`, and what coupons, cards, stations and transactions store: `ai92`. */
export type ProductCode = string

export interface ProductsTable {
  id: Generated<number>
  code: ProductCode
  name_en: string
  name_ru: string
  name_kk: string
  /** For where there is little room; empty: the name. */
  short_en: string
  short_ru: string
  short_kk: string
  /** Which tank it goes into (domain/products/products.ts). */
  family: Generated<string>
  /** Its other names in registers, one a line. */
  synonyms: string
  /** A colour of the charts by its name (domain/products/products.ts). */
  colour: string
  position: number
  /** 0: registers may not name it any more; rows that hold it stay. */
  is_active: ColumnType<0 | 1, 0 | 1 | undefined, 0 | 1>
  /** Counts the changes. */
  version: Generated<number>
  created_at: ColumnType<Date, Date | undefined, never>
  updated_at: ColumnType<Date, Date | undefined, Date>
}

/** From and until a moment `served` may be served to whom `instead_of` is allowed. */
export interface ProductSubstitutionsTable {
  id: Generated<number>
  served: ProductCode
  instead_of: ProductCode
  /** Null: at every station. */
  station_code: string | null
  starts_at: Date
  ends_at: Date
  created_at: ColumnType<Date, Date | undefined, never>
}

export interface ProductsTables {
  product_substitutions: ProductSubstitutionsTable
  products: ProductsTable
}
