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

export interface ProductsTables {
  products: ProductsTable
}
