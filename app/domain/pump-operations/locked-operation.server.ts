import type { Context, IntegrationActor } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import { selectStationOfOperation, upsertStationLock } from '#db/queries/pump-operations/closed-shifts.ts'
import { type OperationRow, selectOperation } from '#db/queries/pump-operations/operations.ts'
import { running } from './claims.server.ts'
import { requireOpenShift } from './integration.server.ts'
import type { OperationAnswer } from './operation.ts'

const MAX_TRIES = 3

/**
 * With the operation's row locked; when two make the same row at once, the second one finds the first one's. Everybody takes
 * the shift first, then the operation, then its card or coupon, then sums.
 */
export function onOperation(
  ctx: Context,
  integration: IntegrationActor,
  operationId: string,
  work: Work,
): Promise<OperationAnswer> {
  return locked(ctx, integration, operationId, work, undefined)
}

/**
 * The same under the lock of the station's shifts: one that the system closes meanwhile is closed before or after, with what
 * it has then.
 */
export async function onOperationInTurn(
  ctx: Context,
  integration: IntegrationActor,
  operationId: string,
  work: Work,
): Promise<OperationAnswer> {
  const { integrationId } = integration
  const station = await selectStationOfOperation(ctx.db, integrationId, operationId)
  const inTurn: Work = async (ctx, row) => {
    // It was not seen a moment ago, as on a node that is behind: the next try knows its station.
    if (row && row.station_code !== station) reject('conflict_try_again')
    return work(ctx, row)
  }
  return locked(ctx, integration, operationId, inTurn, station)
}

/**
 * A step of whoever closes a shift of a station's system or takes back fuel of it, before anything is read: one waits for the
 * other, or on another node is repeated.
 */
export function lockStationShifts(
  ctx: Context,
  of: { integrationId: number; station: string },
): Promise<void> {
  return upsertStationLock(ctx.db, of)
}

type Work = (ctx: Context, row: OperationRow | undefined) => Promise<OperationAnswer>

async function locked(
  ctx: Context,
  integration: IntegrationActor,
  operationId: string,
  work: Work,
  station: string | undefined,
): Promise<OperationAnswer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transact(ctx, async (ctx) => {
        await requireOpenShift(ctx, integration)
        const { integrationId } = integration
        if (station !== undefined) await lockStationShifts(ctx, { integrationId, station })
        const row = await selectOperation(ctx.db, integrationId, operationId, { lock: true })
        if (row?.status === 'running' && row.is_claimed) running()
        return work(ctx, row)
      })
    } catch (error) {
      if (!isDuplicateKey(error) || attempt >= MAX_TRIES) throw error
    }
  }
}
