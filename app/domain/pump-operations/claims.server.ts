import { randomBytes } from 'node:crypto'
import type { Context, IntegrationActor } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import {
  insertOperationClaim,
  type OperationRow,
  selectOperation,
  updateClaimReleased,
  updateOperationClaim,
} from '#db/queries/pump-operations/operations.ts'
import type { AuthorizationKind } from '#db/schema/index.ts'
import type { FuelQuestion } from './pump-operations.input.server.ts'

/** A row that this request decides on. Nobody else does while the claim lasts. */
export interface Claim {
  id: number
  token: Buffer
}

/** Far longer than a decision takes; a process that died in between leaves the operation to whoever sends it next. */
const CLAIM_SECONDS = 15
const RETRY_SECONDS = 1
const MAX_TRIES = 5

/**
 * An operation belongs to who sends it first; everybody else gets its row.
 * @throws DomainError operation_running, operation_differs
 */
export async function claimOperation(
  ctx: Context,
  { integrationId }: IntegrationActor,
  { operationId, kind, content }: { operationId: string; kind: AuthorizationKind; content: string },
): Promise<{ claim: Claim } | { known: OperationRow }> {
  const token = randomBytes(16)
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    const known = await selectOperation(ctx.db, integrationId, operationId)
    if (known) {
      if (known.status !== 'running') return { known }
      requireSame(ctx, known, content)
      const { id } = known
      const isOurs =
        !known.is_claimed &&
        (await transact(ctx, (ctx) => updateOperationClaim(ctx.db, id, token, CLAIM_SECONDS)))
      return isOurs ? { claim: { id, token } } : running()
    }
    try {
      const row = {
        integration_id: integrationId,
        operation_id: operationId,
        kind,
        status: 'running' as const,
        claim_token: token,
        content_mac: ctx.keyring.hmac('operation', content),
      }
      const id = await transact(ctx, (ctx) => insertOperationClaim(ctx.db, row, CLAIM_SECONDS))
      return { claim: { id, token } }
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
  }
  return running()
}

/** After a failure, so that a repeat need not wait for the claim to end. What was decided meanwhile stays. */
export async function releaseClaim(ctx: Context, { id, token }: Claim): Promise<void> {
  try {
    await transact(ctx, (ctx) => updateClaimReleased(ctx.db, id, token))
  } catch {
    // The claim ends by itself.
  }
}

export function running(): never {
  return reject('operation_running', { retryAfter: RETRY_SECONDS })
}

/** @throws DomainError operation_differs */
export function requireSame(ctx: Context, { content_mac: mac }: OperationRow, content: string): void {
  if (!mac || !ctx.keyring.verify('operation', content, mac)) reject('operation_differs')
}

/** What makes a repeat: the same instrument, station, product and quantity; times do not matter. */
export function contentOf({ station, product, instrument, volume, amount }: FuelQuestion): string {
  const what = instrument.by === 'qr' ? instrument.payload : instrument.number
  return JSON.stringify([instrument.by, what, station, product, volume ?? null, amount ?? null])
}
