import { timingSafeEqual } from 'node:crypto'
import { asCompanyId, type Context, type IntegrationActor } from '#app/domain/kernel/context.ts'
import {
  type LiveApiKeyRow,
  selectLiveApiKey,
  updateApiKeyUsed,
} from '#db/queries/integrations/integrations.ts'
import { keyParts } from './key-text.server.ts'
import { scopesIn, stationsOfKey } from './stored.ts'

/** Compared with where no key is found, so that a wrong public id costs as much as a wrong secret. */
const NOBODYS_HASH = Buffer.alloc(32)

/** Whose key it is; null for a wrong, an expired and a revoked one, and for one whose company is closed. */
export async function actorOfKey(
  { db, now }: Pick<Context, 'db' | 'now'>,
  key: string,
): Promise<IntegrationActor | null> {
  const parts = keyParts(key)
  if (!parts) return null
  const row = await selectLiveApiKey(db, parts.publicId)
  const isRight = timingSafeEqual(row?.secret_hash ?? NOBODYS_HASH, parts.secretHash)
  if (!row || !isRight || (row.is_test === 1) !== parts.isTest) return null
  if (isToBeNoted(row, now)) await updateApiKeyUsed(db, row.id)
  return actorOf(row)
}

/** Once a minute is enough; the statement asks again, for those who come at once. */
function isToBeNoted({ last_used_at: usedAt }: LiveApiKeyRow, now: Date): boolean {
  return usedAt === null || now.getTime() - usedAt.getTime() >= NOTED_EVERY_MS
}

const NOTED_EVERY_MS = 60_000

function actorOf(row: LiveApiKeyRow): IntegrationActor {
  return {
    kind: 'integration',
    integrationId: row.integration_id,
    name: row.name,
    scopes: scopesIn(row.scopes),
    stations: stationsOfKey(row.stations) ?? 'all',
    companyId: row.company_id === null ? null : asCompanyId(row.company_id),
    isTest: row.is_test === 1,
  }
}
