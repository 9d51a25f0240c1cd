import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'
import type { SideFigures } from '#app/domain/pump-operations/recorded-discrepancies.server.ts'
import type { DiscrepancyRow } from '#db/queries/discrepancies/discrepancies.ts'
import {
  insertDiscrepancy,
  PROCESSOR_DIFFERS,
  type ProcessorDiscrepancyRow,
  STATE_REGISTER_LATE,
  selectLastDiscrepancies,
  updateDiscrepanciesAgreed,
  updateDiscrepanciesSeen,
  updateDiscrepancy,
} from '#db/queries/discrepancies/processor-discrepancies.ts'
import type { InstrumentKind } from '#db/schema/index.ts'

/** A card or a coupon that a processor sees otherwise than the cabinet wants it. */
export interface Discrepancy {
  number: string
  /** Null: the cabinet does not know it. */
  instrument: { id: number; companyId: number } | null
  ours: SideFigures
  theirs: SideFigures
}

interface Seen {
  registerId: number
  kind: InstrumentKind
}

/**
 * A step of comparing. One card or coupon has one open discrepancy, with the figures of the last register. One that staff
 * left as it is with a reason comes again when its figures change.
 * @param unclear numbers of which nothing can be said yet: what is open stays open
 */
export async function recordDiscrepancies(
  ctx: Pick<Context, 'db'>,
  { registerId, kind }: Seen,
  found: readonly Discrepancy[],
  unclear: readonly string[],
): Promise<void> {
  const numbers = [...found.map(({ number }) => number), ...unclear]
  const last = new Map(
    (await selectLastDiscrepancies(ctx.db, kind, numbers)).map((row) => [row.instrument_number, row]),
  )
  for (const one of found) await recordOne(ctx, { registerId, kind }, one, last.get(one.number))
  const open = unclear.flatMap((number) => {
    const row = last.get(number)
    return row && row.settled_at === null ? [Number(row.id)] : []
  })
  await updateDiscrepanciesSeen(ctx.db, open, registerId)
}

async function recordOne(
  { db }: Pick<Context, 'db'>,
  { registerId, kind }: Seen,
  { number, instrument, ...sides }: Discrepancy,
  last: ProcessorDiscrepancyRow | undefined,
): Promise<void> {
  const [ours, theirs] = [JSON.stringify(sides.ours), JSON.stringify(sides.theirs)]
  if (last && last.settled_at === null)
    return updateDiscrepancy(db, Number(last.id), { ours, theirs, state_register_id: registerId })
  if (last?.settled_as === 'reason' && last.ours === ours && last.theirs === theirs) return
  await insertDiscrepancy(db, {
    kind: PROCESSOR_DIFFERS,
    authorization_id: null,
    transaction_id: null,
    company_id: instrument?.companyId ?? null,
    station_code: '',
    identity: sha256(JSON.stringify([PROCESSOR_DIFFERS, kind, number, registerId])),
    ...{ ours, theirs, instrument_kind: kind, instrument_id: instrument?.id ?? null },
    ...{ instrument_number: number, state_register_id: registerId },
  })
}

/** The last step of comparing: what this register shows no more agrees, and a register that was late is here. */
export function closeAgreed(
  { db }: Pick<Context, 'db'>,
  { registerId, kind }: Seen,
  scope: CompanyId | null,
): Promise<void> {
  return updateDiscrepanciesAgreed(db, kind, registerId, scope)
}

/** A step of watching: told once of each register that nothing followed. */
export function recordLateRegister(
  { db }: Pick<Context, 'db'>,
  { registerId, kind, asOf }: Seen & { asOf: Date },
): Promise<void> {
  return insertDiscrepancy(db, {
    kind: STATE_REGISTER_LATE,
    authorization_id: null,
    transaction_id: null,
    company_id: null,
    station_code: '',
    identity: sha256(JSON.stringify([STATE_REGISTER_LATE, kind, registerId])),
    ours: '{}',
    theirs: JSON.stringify({ occurredAt: asOf.toISOString() }),
    ...{ instrument_kind: kind, state_register_id: registerId },
  })
}

/** The processor can be asked once more for what is wanted of it. */
export function isAskable({ settings }: Pick<Context, 'settings'>, row: DiscrepancyRow): boolean {
  const { kind, instrument_kind: instrument, instrument_id: id, company_id: companyId } = row
  if (kind !== PROCESSOR_DIFFERS || instrument === null || id === null || companyId === null) return false
  return isOutside(settings, instrument)
}

/** A step of settling. @throws DomainError invalid, where nothing can be asked */
export async function askAgain(ctx: Context, row: DiscrepancyRow, reason: string): Promise<void> {
  const { instrument_kind: kind, instrument_id: id, instrument_number: number, company_id: companyId } = row
  if (!isAskable(ctx, row) || !kind || !id || !companyId || !number)
    return reject('invalid', { field: 'ask' })
  const instrument = { kind, id: Number(id), companyId }
  await recordInstrumentChange(ctx, `${kind}.asked_again`, instrument, { number, reason })
}
