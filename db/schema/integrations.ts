import type { Generated } from 'kysely'
import type { CreatedAt, Flag } from './columns.ts'
import type { ProductCode } from './products.ts'

/** What the keys of an integration may be used for. */
export type ApiScope = 'pump' | 'registers' | 'instructions' | 'read' | 'manage'

/** A system that asks the API. It outlives its keys, so that a new key finds the operations of the old one. */
export interface IntegrationsTable {
  id: Generated<number>
  public_id: string
  name: string
  /** Null: staff made it for stations or a processor; else it sees this company only. */
  company_id: number | null
  /** 1: it sees the test company only. */
  is_test: Flag
  /** Scopes with a space between them. */
  scopes: string
  /** Codes, one a line; null: all stations. */
  stations: string | null
  created_at: CreatedAt
  revoked_at: Date | null
}

export interface ApiKeysTable {
  id: Generated<number>
  integration_id: number
  /** The middle of the key: names it in lists and commands. */
  public_id: string
  /** SHA-256 of the last part of the key. */
  secret_hash: Buffer
  expires_at: Date | null
  revoked_at: Date | null
  /** Within a minute. */
  last_used_at: Date | null
  created_at: CreatedAt
}

/** What a product code of a station's system means here. */
export interface IntegrationProductsTable {
  integration_id: number
  code: string
  product: ProductCode
  created_at: CreatedAt
}

export interface IntegrationsTables {
  integration_products: IntegrationProductsTable
  integrations: IntegrationsTable
  api_keys: ApiKeysTable
}
