import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  isConflict,
  isConnectionLost,
  isRetryable,
  lacksQuorum,
  sharedNodeOf,
  type Transacting,
} from '#db/connection/client.server.ts'
import { insertOperation, selectCommitOutcome } from '#db/queries/kernel/operations.ts'
import type { Context } from './context.ts'
import { reject } from './errors.ts'

const MAX_TRIES = 8

/**
 * Runs `work` in one transaction: joins the one at hand or opens one, and repeats the whole callback on deadlock,
 * lock-wait timeout, certification failure and a connection or a node lost before COMMIT was sent; in a cluster the
 * next try finds another node, and who failed beside somebody on another node meets him on one. So a callback does
 * nothing but database work. A connection or a quorum lost at COMMIT leaves the outcome unknown: the transaction's own
 * id is looked up, on the node that serves then, and decides.
 *
 * @throws DomainError outcome_unknown when even the look-up does not answer.
 */
export async function transact<Result>(
  ctx: Context,
  work: (ctx: Context) => Promise<Result>,
): Promise<Result> {
  if (ctx.db.isTransaction) return work(ctx)
  let at = ctx
  for (let attempt = 1; ; attempt++) {
    const outcome = await tryOnce(at, work)
    if (outcome.kind === 'committed') return outcome.result
    if (isConflict(outcome.error)) at = { ...ctx, db: sharedNodeOf(ctx.db) }
    if (attempt >= MAX_TRIES) throw outcome.error
    await pause(attempt)
  }
}

function pause(attempt: number): Promise<void> {
  return sleep(Math.random() * Math.min(20 * 2 ** attempt, 500))
}

type Outcome<Result> = { kind: 'committed'; result: Result } | { kind: 'undone'; error: unknown }

async function tryOnce<Result>(
  ctx: Context,
  work: (ctx: Context) => Promise<Result>,
): Promise<Outcome<Result>> {
  const operationId = randomBytes(16)
  let trx: Transacting | undefined
  let result: Result
  try {
    trx = await ctx.db.startTransaction().execute()
    await insertOperation(trx, operationId)
    result = await work({ ...ctx, db: trx })
  } catch (error) {
    await trx?.rollback().execute().catch(ignoreLostConnection)
    if (isRetryable(error) || isConnectionLost(error)) return { kind: 'undone', error }
    throw error
  }
  try {
    await trx.commit().execute()
    return { kind: 'committed', result }
  } catch (error) {
    await trx.rollback().execute().catch(ignoreLostConnection)
    const unknown = isConnectionLost(error) || lacksQuorum(error)
    if (!unknown && !isRetryable(error)) throw error
    const committed = unknown && (await lookUp(ctx, operationId))
    return committed ? { kind: 'committed', result } : { kind: 'undone', error }
  }
}

/** @throws DomainError outcome_unknown */
async function lookUp(ctx: Context, operationId: Buffer): Promise<boolean> {
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    try {
      return await selectCommitOutcome(ctx.db, operationId)
    } catch (error) {
      if (!isRetryable(error) && !isConnectionLost(error)) break
      await pause(attempt)
    }
  }
  return reject('outcome_unknown')
}

/** The transaction is gone with its connection; what matters is the error that came first. */
function ignoreLostConnection(): void {}
