import { decide } from '#app/domain/authorizations/decide.ts'
import type { Decision } from '#app/domain/authorizations/decision.ts'
import { declineOfVoided } from '#app/domain/authorizations/presented.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { DomainError, type ErrorCode, reject } from '#app/domain/kernel/errors.ts'
import { scopeOf } from '#app/domain/kernel/integration-scope.ts'
import { PAGE_SIZE } from '#app/domain/kernel/page-size.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { noteStationAsked } from '#app/domain/stations/reach.server.ts'
import { updateCouponReleased } from '#db/queries/pump-operations/instruments.ts'
import {
  insertAuthorization,
  type OperationRow,
  selectOperations,
  updateAuthorization,
} from '#db/queries/pump-operations/operations.ts'
import { answerOf, answersOf, readOperation } from './answers.server.ts'
import { claimOperation, contentOf, requireSame, running } from './claims.server.ts'
import { completeKnown, completeUnasked } from './completing.server.ts'
import { decideOnHold, decideOnRedemption } from './deciding.server.ts'
import { readingBy, wishOf } from './fuel-question.server.ts'
import { readFuelFacts } from './fuel-state.server.ts'
import { requireIntegration, requireOpenShift, withOwnDispensing } from './integration.server.ts'
import { onOperation, onOperationInTurn } from './locked-operation.server.ts'
import type { OperationAnswer } from './operation.ts'
import { recordStatusOf } from './operation-events.server.ts'
import { countingCodes, takePhoneHold } from './phone-codes.server.ts'
import { comparePresented, NOTHING_COMPARED } from './presented.server.ts'
import type {
  Completion,
  FuelQuestion,
  NewAuthorization,
  OfflineCompletions,
  OperationFilter,
  Redemption,
  Reversal,
} from './pump-operations.input.server.ts'
import { type Lessening, lessen, requireReversed, reverse } from './reversing.server.ts'

/**
 * Decides and, where approved, holds. A repeat answers what was decided with the present status.
 * @throws DomainError not_allowed, operation_running (409, retryAfter), operation_differs (422)
 */
export async function authorize(ctx: Context, input: NewAuthorization): Promise<OperationAnswer> {
  const integration = requireIntegration(ctx, 'use_pump', input.station)
  const { operationId, ...question } = input
  const content = contentOf(question)
  if (!integration.isTest) await noteStationAsked(ctx, input.station)
  const claimed = await claimOperation(ctx, integration, { operationId, kind: 'authorization', content })
  if ('known' in claimed) return replay(ctx, claimed.known, content)
  return decideOnHold(ctx, integration, claimed.claim, operationId, question)
}

/** Holds and completes in one; declines as `authorize` does. @throws as authorize, and operation_unknown, operation_not_reversed for `replaces` */
export async function redeem(ctx: Context, input: Redemption): Promise<OperationAnswer> {
  const integration = requireIntegration(ctx, 'use_pump', input.station)
  const { operationId, instrument, volume, replaces } = input
  if (instrument.by === 'card' && volume === undefined) reject('required', { field: 'volume' })
  if (replaces !== undefined) await requireReversed(ctx, integration.integrationId, replaces)
  const content = contentOf({ ...input, amount: undefined })
  if (!integration.isTest) await noteStationAsked(ctx, input.station)
  const claimed = await claimOperation(ctx, integration, { operationId, kind: 'redemption', content })
  if ('known' in claimed) return replay(ctx, claimed.known, content)
  return decideOnRedemption(ctx, integration, claimed.claim, withOwnDispensing(integration, input))
}

/** A late request of what was voided before it came is declined; nothing else is said of it. */
async function replay(ctx: Context, known: OperationRow, content: string): Promise<OperationAnswer> {
  const answer = await answerOf(ctx, known.id, true)
  if (known.kind === 'void') return { ...answer, ...declineOfVoided() }
  requireSame(ctx, known, content)
  return answer
}

/**
 * Records what was dispensed, whatever was decided before; nothing dispensed is a void.
 * @throws DomainError not_allowed, operation_unknown (404), operation_running (409, retryAfter), as takePhoneHold
 */
export async function completeAuthorization(
  ctx: Context,
  operationId: string,
  { phone, ...input }: Completion,
): Promise<OperationAnswer> {
  const integration = requireIntegration(ctx, 'use_pump', phone?.station ?? input.authorization?.station)
  if (phone) {
    return transact(ctx, async (ctx) => {
      await requireOpenShift(ctx, integration)
      await takePhoneHold(ctx, integration, {
        ...{ ...phone, operationId },
        instrument: input.authorization?.instrument,
      })
      return completeAuthorization(ctx, operationId, input)
    })
  }
  if (input.volume === 0) return voidAuthorization(ctx, operationId)
  const { authorization } = input
  const told = withOwnDispensing(integration, input)
  const compared = authorization
    ? await comparePresented(ctx, authorization.instrument, scopeOf(integration))
    : NOTHING_COMPARED
  return onOperation(ctx, integration, operationId, async (ctx, row) => {
    const isBegun = row && row.status !== 'running' && (row.kind !== 'void' || !authorization)
    if (isBegun) {
      const { id, isReplay } = await completeKnown(ctx, row, told)
      return answerOf(ctx, id, isReplay)
    }
    if (!authorization) return reject('operation_unknown')
    const whole = { ...told, authorization }
    const { id } = await completeUnasked(ctx, integration, operationId, whole, row, compared)
    return answerOf(ctx, id, false)
  })
}

/**
 * Also one that never arrived: a late request is then declined.
 * @throws DomainError not_allowed, operation_running (409, retryAfter), operation_completed (422)
 */
export async function voidAuthorization(ctx: Context, operationId: string): Promise<OperationAnswer> {
  const integration = requireIntegration(ctx, 'use_pump')
  const { integrationId } = integration
  return onOperation(ctx, integration, operationId, async (ctx, row) => {
    if (!row) {
      const tombstone = { kind: 'void', status: 'voided' } as const
      const key = { integration_id: integrationId, operation_id: operationId }
      return answerOf(ctx, await insertAuthorization(ctx.db, { ...key, ...tombstone }), false)
    }
    const { id, status } = row
    if (status === 'completed') reject('operation_completed')
    if (status === 'voided' || status === 'declined') return answerOf(ctx, id, true)
    const undecided = { kind: 'void', claim_token: null, claimed_until: null } as const
    await updateAuthorization(ctx.db, id, { status: 'voided', ...(status === 'running' ? undecided : {}) })
    if (row.coupon_id !== null) await updateCouponReleased(ctx.db, row.coupon_id, id)
    await recordStatusOf(ctx, id, 'voided', row)
    return answerOf(ctx, id, false)
  })
}

/**
 * Takes back what was dispensed, or a part of it.
 * @throws DomainError not_allowed, operation_unknown (404), as `reverse`; shift_closed (422), which staff are told of
 */
export async function reverseAuthorization(
  ctx: Context,
  operationId: string,
  input: Reversal,
): Promise<OperationAnswer> {
  const integration = requireIntegration(ctx, 'use_pump')
  let isClosed = false
  const answer = await onOperationInTurn(ctx, integration, operationId, async (ctx, row) => {
    if (!row) return reject('operation_unknown')
    const outcome = await reverse(ctx, row, input)
    isClosed = outcome === 'shift_closed'
    return answerOf(ctx, row.id, outcome === 'repeated')
  })
  if (isClosed) reject('shift_closed')
  return answer
}

/**
 * Says that less was dispensed than was told: the rest goes back to the card, and to a coupon as its contract has it.
 * @throws DomainError not_allowed, operation_unknown, operation_not_completed, invalid
 */
export async function lessenOperation(
  ctx: Context,
  operationId: string,
  input: Lessening,
): Promise<OperationAnswer> {
  const integration = requireIntegration(ctx, 'use_pump')
  return onOperation(ctx, integration, operationId, async (ctx, row) => {
    if (!row) return reject('operation_unknown')
    return answerOf(ctx, row.id, await lessen(ctx, row, input))
  })
}

/** @throws DomainError not_allowed, operation_unknown (404), operation_running (409, retryAfter) */
export async function readAuthorization(ctx: Context, operationId: string): Promise<OperationAnswer> {
  const integration = requireIntegration(ctx, 'see_operations')
  const row = (await readOperation(ctx, integration, operationId)) ?? reject('operation_unknown')
  if (row.status === 'running') {
    // Nobody decides on it: whoever asked gave up, and a repeat or a void ends it.
    return row.is_claimed ? running() : reject('operation_unknown')
  }
  return answerOf(ctx, row.id, false)
}

export interface OperationPage {
  operations: (OperationAnswer & { id: number })[]
  /** For `before`; null: there are no more. */
  next: number | null
}

/** A pump's key sees its integration's operations, a client's key those of its company. */
export async function listAuthorizations(ctx: Context, filter: OperationFilter): Promise<OperationPage> {
  const integration = requireIntegration(ctx, 'see_operations')
  const limit = filter.limit ?? PAGE_SIZE
  const isPump = may(ctx.actor, 'use_pump')
  const rows = await selectOperations(ctx.db, {
    integrationId: isPump ? integration.integrationId : null,
    companyId: isPump ? null : integration.companyId,
    station: filter.station ?? null,
    status: filter.status ?? null,
    before: filter.before ?? null,
    limit: limit + 1,
  })
  const operations = await answersOf(ctx, rows.slice(0, limit))
  return { operations, next: rows.length > limit ? (operations.at(-1)?.id ?? null) : null }
}

/** What would be decided now; holds nothing, but wrong codes and PINs count, hence the lock. */
export async function checkFuel(ctx: Context, input: FuelQuestion): Promise<Decision> {
  const integration = requireIntegration(ctx, 'see_operations', input.station)
  const compared = await comparePresented(ctx, input.instrument, scopeOf(integration))
  return transact(ctx, async (ctx) => {
    const { request, state } = await readFuelFacts(ctx, input, {
      ...readingBy(integration),
      compared,
      wish: wishOf(input),
      acceptPartial: input.acceptPartial ?? true,
      operation: 'new',
      lock: input.instrument.by !== 'qr',
      asksOdometer: true,
    })
    return decide(request, state)
  })
}

/** Of one item: its answer, or why it could not be recorded. */
export interface OfflineOutcome {
  operationId: string
  answer: OperationAnswer | null
  error: ErrorCode | null
}

/** Each in a transaction of its own, in the order of the list: one that fails does not undo the others. */
export async function recordOffline(ctx: Context, items: OfflineCompletions): Promise<OfflineOutcome[]> {
  requireIntegration(ctx, 'use_pump')
  const outcomes: OfflineOutcome[] = []
  for (const { operationId, ...completion } of items) {
    try {
      const complete = () => completeAuthorization(ctx, operationId, completion)
      const answer = await (completion.phone ? countingCodes(ctx, complete) : complete())
      outcomes.push({ operationId, answer, error: null })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      outcomes.push({ operationId, answer: null, error: error.code })
    }
  }
  return outcomes
}
