import type { ApiKey } from '#app/domain/integrations/integrations.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { ApiKeyRow } from './api-key-table.tsx'

/** What a list of keys shows; a key's secret is nowhere. */
export function apiKeyRow(key: ApiKey, base?: string): ApiKeyRow {
  const { publicId, name, isTest, scopes, stations, status } = key
  return {
    ...{ publicId, name, isTest, scopes, stations, status },
    company: key.company,
    createdAt: almatyWallClock(key.createdAt),
    expiresAt: key.expiresAt && almatyWallClock(key.expiresAt),
    productsHref: base && key.scopes.includes('pump') ? `${base}/${publicId}/products` : null,
    lastUsedAt: key.lastUsedAt && almatyWallClock(key.lastUsedAt),
  }
}
