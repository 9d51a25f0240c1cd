import type { Context, IntegrationActor } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import { type OperationRow, selectOperation } from '#db/queries/pump-operations/operations.ts'
import { running } from './claims.server.ts'
import { requireOpenShift } from './integration.server.ts'
import type { OperationAnswer } from './operation.ts'

const MAX_TRIES = 3

/** With the operation's row locked; when two make the same row at once, the second one finds the first one's. */
export async function onOperation(
  ctx: Context,
  integration: IntegrationActor,
  operationId: string,
  work: (ctx: Context, row: OperationRow | undefined) => Promise<OperationAnswer>,
): Promise<OperationAnswer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transact(ctx, async (ctx) => {
        await requireOpenShift(ctx, integration)
        const row = await selectOperation(ctx.db, integration.integrationId, operationId, { lock: true })
        if (row?.status === 'running' && row.is_claimed) running()
        return work(ctx, row)
      })
    } catch (error) {
      if (!isDuplicateKey(error) || attempt >= MAX_TRIES) throw error
    }
  }
}
