import type { Decision, Figures, Limiter } from '#app/domain/authorizations/decision.ts'
import { declineCodes, type RuleOwner } from '#app/domain/authorizations/decline-codes.ts'
import { revived } from '#app/domain/authorizations/stored-decision.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import type { Context, IntegrationActor } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'
import {
  type OperationRow,
  selectOperation,
  selectOperationById,
  selectOperationsById,
} from '#db/queries/pump-operations/operations.ts'
import { selectOperationIdOfCompany } from '#db/queries/pump-operations/operations-of-company.ts'
import { selectDiscrepancyKinds } from '#db/queries/pump-operations/recorded-discrepancies.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import {
  type DiscrepancyKind,
  discrepancyKinds,
  type OperationAnswer,
  type OperationStatus,
} from './operation.ts'

/** A step of reading one: a pump's key sees its integration's, a client's key those of its company, whichever system asked. */
export async function readOperation(
  ctx: Context,
  { integrationId, companyId }: IntegrationActor,
  operationId: string,
): Promise<OperationRow | undefined> {
  if (may(ctx.actor, 'use_pump')) return selectOperation(ctx.db, integrationId, operationId)
  const id = companyId === null ? undefined : await selectOperationIdOfCompany(ctx.db, companyId, operationId)
  return id === undefined ? undefined : selectOperationById(ctx.db, id)
}

/** As it stands now. */
export async function answerOf(ctx: Context, id: number, isReplay: boolean): Promise<OperationAnswer> {
  const row = await selectOperationById(ctx.db, id)
  if (!row) throw new Error(`no operation ${id}`)
  const [answer] = await answersOf(ctx, [row], isReplay)
  if (!answer) throw new Error(`no answer to operation ${id}`)
  return answer
}

/** Those of these ids that are decided on, in this order; only of one shift, where it is named. */
export async function answersById(
  ctx: Context,
  ids: readonly number[],
  { shiftId }: { shiftId?: number } = {},
): Promise<(OperationAnswer & { id: number })[]> {
  const rows = await selectOperationsById(ctx.db, ids)
  const known = rows.filter(
    (row) => row.status !== 'running' && (shiftId === undefined || row.shift_id === shiftId),
  )
  return answersOf(
    ctx,
    known.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)),
  )
}

export async function answersOf(
  ctx: Context,
  rows: readonly OperationRow[],
  isReplay = false,
): Promise<(OperationAnswer & { id: number })[]> {
  const kinds = await selectDiscrepancyKinds(
    ctx.db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    ...shown(row),
    id: row.id,
    discrepancies: kinds.filter(({ authorization_id }) => authorization_id === row.id).flatMap(kindOf),
    isReplay,
  }))
}

function kindOf({ kind }: { kind: string }): DiscrepancyKind[] {
  return discrepancyKinds.filter((known) => known === kind)
}

function shown(row: OperationRow): Omit<OperationAnswer, 'discrepancies' | 'isReplay'> {
  const status = statusOf(row)
  const isDeclined = status === 'declined'
  return {
    operationId: row.operation_id,
    status,
    code: isDeclined ? (declineCodes.find((code) => code === row.code) ?? null) : null,
    whose: isDeclined ? (owners.find((owner) => owner === row.whose) ?? null) : null,
    figures: isDeclined ? revived<Figures>(row.figures, {}) : {},
    station: row.station_code,
    product: row.product,
    volume: status === 'completed' ? row.dispensed : row.approved,
    limitedBy: revived<Limiter | null>(row.limited_by, null),
    charged: row.charged,
    remainder:
      row.remainder !== null && row.remainder_becomes !== null
        ? { volume: row.remainder, becomes: row.remainder_becomes }
        : null,
    expiresAt: status === 'held' || status === 'expired' ? row.expires_at : null,
    isLate: row.is_late === 1,
    billed: row.billed,
    reversed: Number(row.reversed),
    instrument: instrumentOf(row),
    receipt: row.receipt || null,
    pump: row.pump || null,
    fillId: fillIn(row),
    isOdometerUnlikely: row.odometer_unlikely === 1,
    createdAt: row.created_at,
    completedAt: row.completed_at,
    occurredAt: status === 'completed' ? (row.occurred_at ?? row.completed_at) : null,
  }
}

/** As the sender calls it: ids of two systems are told apart by what stands before the colon. */
function fillIn({ fill_id: key }: OperationRow): string | null {
  return key === '' ? null : key.slice(key.indexOf(':') + 1)
}

const owners: readonly RuleOwner[] = ['client', 'issuer', 'contract', 'station', 'network']

/** Expiry is the time's. */
export function statusOf({ status, is_over: isOver }: OperationRow): OperationStatus {
  if (status === 'running') throw new Error('an operation without a decision has no answer')
  return status === 'held' && isOver ? 'expired' : status
}

function instrumentOf(row: OperationRow): OperationAnswer['instrument'] {
  const number = row.card_number ?? row.coupon_number
  if (number === null || row.company_name === null || row.instrument_kind === null) return null
  return {
    kind: row.instrument_kind,
    masked: maskedInstrument(row.card_number === null ? 'coupon' : 'card', number),
    companyName: row.company_name,
    plate: row.card_plate || row.plate,
    driver: row.card_holder ?? '',
  }
}

/** A card's last four digits, or a coupon's ends: enough to compare with a paper, too little to type. */
export function maskedInstrument(kind: InstrumentKind, number: string): string {
  if (kind === 'card') return maskedNumber(number)
  return number.length > 8 ? `${number.slice(0, 4)}…${number.slice(-4)}` : `…${number.slice(-2)}`
}

/** What the row keeps of a decision. */
export function decisionColumns(decision: Decision) {
  return decision.status === 'declined'
    ? {
        code: decision.code,
        whose: decision.whose,
        figures: JSON.stringify(decision.figures),
        limited_by: null,
      }
    : {
        code: null,
        whose: null,
        figures: null,
        limited_by: decision.limitedBy && JSON.stringify(decision.limitedBy),
      }
}
