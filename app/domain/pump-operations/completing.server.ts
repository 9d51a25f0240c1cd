import { decide } from '#app/domain/authorizations/decide.ts'
import { leftOf } from '#app/domain/authorizations/limits.ts'
import { readUsageOfCard } from '#app/domain/authorizations/usage.server.ts'
import { cardRulesOf } from '#app/domain/cards/card-fuel.ts'
import { countFillsSince } from '#app/domain/cards/card-rule.ts'
import { standingRuleIn } from '#app/domain/cards/stored-rule.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type Context, type IntegrationActor } from '#app/domain/kernel/context.ts'
import {
  selectPresentedCard,
  selectPresentedCoupons,
  updateCouponReleased,
} from '#db/queries/pump-operations/instruments.ts'
import {
  type AuthorizationChange,
  insertAuthorization,
  type OperationRow,
  selectPumpTransaction,
  updateAuthorization,
} from '#db/queries/pump-operations/operations.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import { databaseNow } from '#db/sql/now.ts'
import { decisionColumns, statusOf } from './answers.server.ts'
import { bookFuel, chargeFor, freeOf } from './booking.server.ts'
import { contentOf } from './claims.server.ts'
import { recordCompletedOtherwise, recordCompletedTwice } from './completion-differences.server.ts'
import { columnsOf, operationOf, readingBy } from './fuel-question.server.ts'
import { readFuelFacts } from './fuel-state.server.ts'
import { momentOf } from './moments.ts'
import { keepOdometer, odometerIn, type ToldOdometer } from './odometers.server.ts'
import type { DiscrepancyKind } from './operation.ts'
import { recordStatusOf, touchedBy } from './operation-events.server.ts'
import type { Compared, Thing } from './presented.server.ts'
import type { Completion, FuelQuestion } from './pump-operations.input.server.ts'
import { recordDiscrepancy, theirsOf } from './recorded-discrepancies.server.ts'

/** So much more than was approved is a pump's inaccuracy. */
const TOLERANCE_ML = 100

/** What an operation is when its fuel is in the tank: the row, and how much of it the client had been granted. */
interface Granted {
  id: number
  operationId: string
  thing: Thing | undefined
  kind: InstrumentKind | null
  station: string
  product: string | null
  price: number | null
  pos: string
  fillId: string
  odometer: ToldOdometer
  /** What may be counted against the client's litres. */
  granted: number
  isLate: boolean
  /** Why it is looked at, whatever the litres say. */
  discrepancy: DiscrepancyKind | null
  because: string | null
}

/** Fuel that was asked for before, however that ended. The row is locked. @returns the id */
export async function completeKnown(
  ctx: Context,
  row: OperationRow,
  completion: Completion,
): Promise<{ id: number; isReplay: boolean }> {
  const status = statusOf(row)
  const { id } = row
  await recordCompletedOtherwise(ctx, row, completion)
  if (status === 'completed') {
    const isSame = row.dispensed === completion.volume
    if (!isSame) await recordCompletedTwice(ctx, row, completion)
    return { id, isReplay: isSame }
  }
  const thing = await thingOf(ctx, row)
  const isHeld = status === 'held' || status === 'expired'
  const granted = isHeld ? (row.approved ?? 0) : 0
  const { product, price, pos } = row
  await recordFuel(ctx, completion, {
    ...{ id, thing, granted, operationId: row.operation_id, kind: row.instrument_kind },
    ...{ station: row.station_code, product, price, pos },
    ...{ fillId: row.fill_id, odometer: odometerIn(row) },
    isLate: status === 'expired',
    discrepancy: isHeld ? null : status === 'voided' ? 'completed_after_void' : 'completed_after_decline',
    because: row.code,
  })
  return { id, isReplay: false }
}

/** Fuel that was never asked for, recorded whole: what would have been approved counts, the rest is a discrepancy. */
export async function completeUnasked(
  ctx: Context,
  integration: IntegrationActor,
  operationId: string,
  completion: Completion & { authorization: FuelQuestion },
  /** A row that nobody decided on, or a void of what now turns out to have been fuelled. */
  existing: OperationRow | undefined,
  compared: Compared,
): Promise<{ id: number }> {
  const { authorization: question, volume } = completion
  const moment = momentOf(ctx, completion.occurredAt)
  // The rules of that moment count: a coupon that was valid when the fuel flowed was valid.
  const facts = await readFuelFacts({ ...ctx, now: moment.at }, question, {
    ...readingBy(integration),
    wish: question.instrument.by === 'card' ? { by: 'volume', volume } : { by: 'full_tank' },
    acceptPartial: true,
    operation: operationOf(ctx, question),
    lock: true,
    compared,
  })
  // Nobody can be asked for the odometer again.
  const decision = decide(facts.request, { ...facts.state, odometer: null })
  const isVoided = existing?.status === 'voided'
  const granted = decision.status === 'approved' && !isVoided ? Math.min(volume, decision.volume ?? 0) : 0
  const row: AuthorizationChange = {
    ...columnsOf(integration, operationId, question, facts),
    ...decisionColumns(decision),
    kind: 'completion',
    status: 'completed',
    approved: granted,
    content_mac: ctx.keyring.hmac('operation', contentOf(question)),
    claim_token: null,
    claimed_until: null,
  }
  const id = existing?.id ?? (await insertAuthorization(ctx.db, completed(integration, operationId, row)))
  if (existing) await updateAuthorization(ctx.db, id, row)
  const isShort = decision.status === 'declined' || volume > granted + TOLERANCE_ML
  await recordFuel(ctx, completion, {
    ...{ id, operationId, granted, thing: facts.thing, product: facts.product, price: facts.price },
    kind: question.instrument.by === 'card' ? 'card' : 'coupon',
    station: question.station,
    pos: question.pos ?? '',
    fillId: row.fill_id ?? '',
    odometer: odometerIn(row),
    isLate: false,
    discrepancy: isVoided ? 'completed_after_void' : isShort ? 'not_approved' : null,
    because: decision.status === 'declined' ? decision.code : (decision.limitedBy?.by ?? null),
  })
  return { id }
}

function completed({ integrationId }: IntegrationActor, operationId: string, row: AuthorizationChange) {
  return {
    ...row,
    integration_id: integrationId,
    operation_id: operationId,
    kind: 'completion' as const,
    status: 'completed' as const,
  }
}

/** It has happened, so it is written down; only what was granted and is still there counts against the client. */
async function recordFuel(ctx: Context, completion: Completion, operation: Granted): Promise<void> {
  const { id, thing, station, kind, granted, product, price, isLate } = operation
  const { volume, amount, receipt, pumpTransaction } = completion
  const moment = momentOf(ctx, completion.occurredAt)
  const other =
    pumpTransaction !== undefined && kind !== null
      ? await selectPumpTransaction(ctx.db, station, pumpTransaction, kind)
      : undefined
  const isPaid = other !== undefined && other !== id
  const free = thing === undefined ? 0 : thing.kind === 'coupon' ? freeOf(thing.row, id) : granted
  const billed = isPaid || !thing || product === null ? 0 : Math.min(volume, granted, free)
  const charged = billed > 0 ? chargeFor(billed, price) : null
  const fuelled = { ...ctx, now: moment.at }
  const isLimitGone = isLate && (await isOverLimit(fuelled, operation, { volume: billed, charged }))
  const booked =
    billed > 0 && thing && product !== null
      ? await bookFuel(ctx, thing, {
          ...{ authorizationId: id, operationId: operation.operationId, fillId: operation.fillId },
          ...{ volume: billed, charged, price, product, station, pos: operation.pos },
          receipt: receipt ?? '',
          occurredAt: moment.at,
        })
      : null
  const fill = { authorizationId: id, at: moment.at, volume, approved: granted }
  await keepOdometer(ctx, thing, operation.odometer, fill)
  if (billed === 0 && thing?.kind === 'coupon') await updateCouponReleased(ctx.db, thing.row.id, id)
  await updateAuthorization(ctx.db, id, {
    status: 'completed',
    ...{ dispensed: volume, billed, charged, receipt: receipt ?? '' },
    receipt_amount: amount ?? null,
    pump_transaction: isPaid ? null : (pumpTransaction ?? null),
    remainder: booked?.remainder?.volume ?? null,
    remainder_becomes: booked?.remainder?.becomes ?? null,
    is_late: isLate ? 1 : 0,
    completed_at: await databaseNow(ctx.db),
    occurred_at: moment.at,
  })
  await recordStatusOf(ctx, id, 'completed', touchedBy(thing))
  const kinds: DiscrepancyKind[] = []
  if (operation.discrepancy) kinds.push(operation.discrepancy)
  else if (isPaid) kinds.push('pump_transaction_repeated')
  else if (free < Math.min(volume, granted)) kinds.push('litres_gone')
  else if (volume > granted + TOLERANCE_ML) kinds.push('more_than_held')
  if (isLimitGone) kinds.push('litres_gone')
  if (moment.isSuspect) kinds.push('clock_suspect')
  for (const each of kinds) {
    await recordDiscrepancy(ctx, {
      kind: each,
      authorizationId: id,
      companyId: thing?.row.company_id ?? null,
      station,
      ours: { approved: granted, billed, charged, because: operation.because, otherOperation: other ?? null },
      theirs: theirsOf(completion),
    })
  }
}

/** Whether other operations have used a card's limit since the hold of this one ended. */
async function isOverLimit(
  ctx: Context,
  { thing, fillId }: Granted,
  { volume, charged }: { volume: number; charged: number | null },
): Promise<boolean> {
  if (thing?.kind !== 'card') return false
  const { row } = thing
  const since = countFillsSince(standingRuleIn(row)?.permission ?? null, ctx.now)
  const usage = await readUsageOfCard(ctx, asCompanyId(row.company_id), row, fillId, since)
  const today = businessDay(ctx.now)
  const needed = { ml: volume, tiyn: charged ?? 0, fills: 1 }
  return cardRulesOf(row, usage, ctx.now).some(({ limits, usage }) =>
    limits.some((limit) => leftOf(limit, usage, today) < needed[limit.unit]),
  )
}

/** The card or coupon of a row; `lock` holds it until the transaction ends. */
export async function thingOf(
  ctx: Context,
  row: OperationRow,
  { lock = true } = {},
): Promise<Thing | undefined> {
  if (row.card_id !== null) {
    const card = await selectPresentedCard(ctx.db, { id: row.card_id }, null, { lock })
    return card && { kind: 'card', row: card, pin: { pin: 'right' } }
  }
  if (row.coupon_id === null) return undefined
  const [coupon] = await selectPresentedCoupons(ctx.db, { id: row.coupon_id }, null, { lock })
  return coupon && { kind: 'coupon', row: coupon, proof: 'right' }
}
