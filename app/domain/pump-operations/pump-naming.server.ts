import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { updateAuthorization } from '#db/queries/pump-operations/operations.ts'
import { answerOf } from './answers.server.ts'
import { requireIntegration } from './integration.server.ts'
import { onOperation } from './locked-operation.server.ts'
import type { OperationAnswer } from './operation.ts'

/**
 * Says at which pump the fuel that is held will flow.
 * @throws DomainError not_allowed, operation_unknown, conflict_try_again once it has ended
 */
export async function namePump(ctx: Context, operationId: string, pump: string): Promise<OperationAnswer> {
  const integration = requireIntegration(ctx, 'use_pump')
  return onOperation(ctx, integration, operationId, async (ctx, row) => {
    if (!row) return reject('operation_unknown')
    if (row.status !== 'held' && row.status !== 'expired') reject('conflict_try_again')
    await updateAuthorization(ctx.db, row.id, { pump })
    return answerOf(ctx, row.id, false)
  })
}
