import { decide } from '#app/domain/authorizations/decide.ts'
import { asksOdometer, type Decline } from '#app/domain/authorizations/decision.ts'
import { takeFuelAccount } from '#app/domain/contract-account/balances.server.ts'
import type { Context, IntegrationActor } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { scopeOf } from '#app/domain/kernel/integration-scope.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { watchInShadow } from '#app/domain/rules/shadow-watch.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import { updateCouponHold } from '#db/queries/pump-operations/instruments.ts'
import { upsertOdometerAsked } from '#db/queries/pump-operations/odometers.ts'
import {
  type AuthorizationChange,
  selectPumpTransaction,
  updateClaimedOperation,
} from '#db/queries/pump-operations/operations.ts'
import { databaseNow } from '#db/sql/now.ts'
import { answerOf, decisionColumns } from './answers.server.ts'
import { bookFuel, chargeFor, takeCardVersion } from './booking.server.ts'
import { type Claim, releaseClaim, running } from './claims.server.ts'
import { columnsOf, operationOf, readingBy, wishOf } from './fuel-question.server.ts'
import { type FuelFacts, fillKey, readFuelFacts } from './fuel-state.server.ts'
import { holdMinutesOf } from './hold-time.ts'
import { requireOpenShift } from './integration.server.ts'
import { momentOf } from './moments.ts'
import { keepOdometer, odometerIn } from './odometers.server.ts'
import type { OperationAnswer } from './operation.ts'
import { recordStatusOf } from './operation-events.server.ts'
import { type Compared, comparePresented } from './presented.server.ts'
import type { FuelQuestion, Presented, Redemption } from './pump-operations.input.server.ts'

/** Decides on a claimed operation: declined for good, or held. */
export function decideOnHold(
  ctx: Context,
  integration: IntegrationActor,
  claim: Claim,
  operationId: string,
  question: FuelQuestion,
): Promise<OperationAnswer> {
  const presented = { instrument: question.instrument, integration }
  return settleClaim(ctx, claim, presented, async (ctx, compared) => {
    const facts = await readFuelFacts(ctx, question, {
      ...readingBy(integration),
      compared,
      wish: wishOf(question),
      acceptPartial: question.acceptPartial ?? true,
      operation: operationOf(ctx, question),
      lock: true,
      asksOdometer: true,
    })
    const decision = decide(facts.request, facts.state)
    const columns = { ...columnsOf(integration, operationId, question, facts), ...decisionColumns(decision) }
    if (decision.status === 'declined') return declined(ctx, facts, decision, columns)
    const approved = decision.volume ?? reject('unexpected')
    const minutes = holdMinutesOf(approved, ctx.settings.holdMinutes)
    const until = new Date((await databaseNow(ctx.db)).getTime() + minutes * 60_000)
    await hold(ctx, facts, { id: claim.id, volume: approved, until })
    await watched(ctx, facts, claim.id)
    return {
      ...columns,
      status: 'held',
      ...{ approved, charged: null },
      remainder: decision.remainder?.volume ?? null,
      remainder_becomes: decision.remainder?.becomes ?? null,
      expires_at: until,
    }
  })
}

async function declined<Columns>(ctx: Context, { thing }: FuelFacts, decision: Decline, columns: Columns) {
  if (asksOdometer(decision) && thing?.kind === 'card')
    await upsertOdometerAsked(ctx.db, thing.row, await databaseNow(ctx.db))
  return { ...columns, status: 'declined' as const }
}

/** What rules in the shadow would have refused of an approval. */
async function watched(ctx: Context, { thing, usage, request, state }: FuelFacts, id: number): Promise<void> {
  if (thing?.kind !== 'card' || !usage || thing.row.has_shadow === 0) return
  await watchInShadow(ctx, id, thing.row, { request, state, usage })
}

/** A coupon by one guarded update, a card by the next version of its sums. @throws DomainError conflict_try_again */
async function hold(
  ctx: Context,
  { thing, account }: FuelFacts,
  { id, volume, until }: { id: number; volume: number; until: Date },
): Promise<void> {
  if (thing?.kind === 'card') await takeCardVersion(ctx, thing.row)
  await takeFuelAccount(ctx, account)
  if (thing?.kind === 'coupon' && !(await updateCouponHold(ctx.db, thing.row, { id, volume, until }))) {
    reject('conflict_try_again')
  }
}

/** Decides on a claimed operation whose fuel is paid at once: declined for good, or completed. */
export function decideOnRedemption(
  ctx: Context,
  integration: IntegrationActor,
  claim: Claim,
  input: Redemption,
): Promise<OperationAnswer> {
  const { operationId, amount, receipt, pumpTransaction, occurredAt, replaces, ...asked } = input
  const kind = asked.instrument.by === 'card' ? 'card' : 'coupon'
  return settleClaim(ctx, claim, { instrument: asked.instrument, integration }, async (ctx, compared) => {
    const isPaid =
      pumpTransaction !== undefined &&
      (await selectPumpTransaction(ctx.db, asked.station, pumpTransaction, kind)) !== undefined
    const facts = await readFuelFacts(ctx, asked, {
      ...readingBy(integration),
      compared,
      wish: wishOf(asked),
      acceptPartial: asked.acceptPartial ?? false,
      operation: isPaid ? 'duplicate' : operationOf(ctx, asked),
      lock: true,
      // Of a known volume the fuel may be in the tank already, yet it may still be declined and paid otherwise.
      asksOdometer: true,
    })
    const decision = decide(facts.request, facts.state)
    const columns = {
      ...columnsOf(integration, operationId, asked, facts),
      ...decisionColumns(decision),
      receipt: receipt ?? '',
      receipt_amount: amount ?? null,
      replaces: replaces ?? '',
    }
    if (decision.status === 'declined') return declined(ctx, facts, decision, columns)
    const { thing, product, price } = facts
    const volume = decision.volume ?? reject('unexpected')
    if (!thing || product === null) reject('unexpected')
    await watched(ctx, facts, claim.id)
    await takeFuelAccount(ctx, facts.account)
    const moment = momentOf(ctx, occurredAt)
    const charged = chargeFor(volume, price)
    const booked = await bookFuel(ctx, thing, {
      authorizationId: claim.id,
      operationId,
      fillId: fillKey(integration.integrationId, asked.fillId ?? operationId),
      ...{ volume, charged, price, product },
      station: asked.station,
      pos: asked.pos ?? '',
      receipt: receipt ?? '',
      occurredAt: moment.at,
    })
    const fill = { authorizationId: claim.id, at: moment.at, volume, approved: volume }
    await keepOdometer(ctx, thing, odometerIn(columns), fill)
    return {
      ...columns,
      status: 'completed',
      ...{ approved: volume, dispensed: volume, billed: volume, charged },
      remainder: booked.remainder?.volume ?? null,
      remainder_becomes: booked.remainder?.becomes ?? null,
      pump_transaction: pumpTransaction ?? null,
      completed_at: await databaseNow(ctx.db),
      occurred_at: moment.at,
    }
  })
}

/** Stores what was decided with the decision's effects; nobody else has decided meanwhile. */
async function settleClaim(
  ctx: Context,
  claim: Claim,
  { instrument, integration }: { instrument: Presented; integration: IntegrationActor },
  decideIn: (ctx: Context, compared: Compared) => Promise<AuthorizationChange>,
): Promise<OperationAnswer> {
  try {
    const compared = await comparePresented(ctx, instrument, scopeOf(integration))
    return await twiceIfTaken(() =>
      transact(ctx, async (ctx) => {
        await requireOpenShift(ctx, integration)
        const change = await decideIn(ctx, compared)
        if (!(await updateClaimedOperation(ctx.db, claim.id, claim.token, change))) running()
        await recordStatusOf(ctx, claim.id, change.status ?? 'running', change)
        return answerOf(ctx, claim.id, false)
      }),
    )
  } catch (error) {
    await releaseClaim(ctx, claim)
    throw error
  }
}

/** Another operation took the pump's number of the dispensing meanwhile: the second look finds it. */
async function twiceIfTaken<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    return work()
  }
}
