import type { ApiScope } from '#app/domain/kernel/roles.ts'

/** What the keys that an owner issues may be used for. */
export const ownScopes = ['read', 'manage'] as const satisfies readonly ApiScope[]

/** A key as lists show it: everything but its secret, which nobody sees twice. */
export interface ApiKey {
  /** The middle of the key. */
  publicId: string
  name: string
  company: { id: number; name: string } | null
  isTest: boolean
  scopes: ApiScope[]
  /** Codes; null: all. */
  stations: string[] | null
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
  /** Within a minute. */
  lastUsedAt: Date | null
  status: 'active' | 'expired' | 'revoked'
}
