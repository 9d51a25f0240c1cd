import type { Generated } from 'kysely'
import type { CreatedAt, Day } from './columns.ts'

/** A link by which somebody without an account reads a period of a company. */
export interface ReadonlyLinksTable {
  id: Generated<number>
  company_id: number
  /** What the owner calls it; the reader never learns it. */
  name: string
  /** Both inclusive. */
  period_from: Day
  period_to: Day
  expires_at: Date
  /** With `nonce`, what the link's token is made of again (kernel/link-tokens). */
  public_id: string
  nonce: Buffer
  token_hash: Buffer
  created_by: number
  revoked_at: Date | null
  revoked_by: number | null
  created_at: CreatedAt
}

export interface ReadonlyLinkVisitsTable {
  id: Generated<number>
  link_id: number
  /** SHA-256 of the visit's cookie. */
  visit_hash: Buffer
  /** The network of the address: an IPv4 /24, an IPv6 /48. */
  network: string
  /** The browser, as it calls itself. */
  agent: string
  created_at: CreatedAt
}

export interface ReadonlyLinksTables {
  readonly_links: ReadonlyLinksTable
  readonly_link_visits: ReadonlyLinkVisitsTable
}
