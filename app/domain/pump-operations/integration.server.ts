import type { Context, IntegrationActor } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import type { Right } from '#app/domain/kernel/rights-table.ts'
import { selectOwnIntegration } from '#db/queries/pump-operations/own-integrations.ts'
import { hasOpenShift } from '#db/queries/pump-operations/till-shifts.ts'

/** The system that asks, for one of its stations. @throws DomainError not_allowed */
export function requireIntegration(
  ctx: Pick<Context, 'actor'>,
  right: Extract<Right, 'use_pump' | 'see_operations'>,
  station?: string,
): IntegrationActor {
  requireRight(ctx, right)
  const { actor } = ctx
  if (actor.kind !== 'integration') reject('not_allowed')
  if (station !== undefined && actor.stations !== 'all' && !actor.stations.includes(station)) {
    reject('not_allowed')
  }
  return actor
}

/**
 * With the pump's own number of a dispensing, as it tells one of a station's from the others. A test key's are its own, or
 * a test would take the number that a real dispensing comes with. No number that a station sends begins with a space.
 */
export function withOwnDispensing<Told extends { pumpTransaction?: string | undefined }>(
  { isTest, integrationId }: IntegrationActor,
  told: Told,
): Told {
  if (!isTest || told.pumpTransaction === undefined) return told
  const number = sha256(`${integrationId}|${told.pumpTransaction}`).toString('base64url')
  return { ...told, pumpTransaction: ` ${number}` }
}

/**
 * Of an operation at a till: its shift is open, and is not closed before the transaction ends.
 * @throws DomainError shift_not_open
 */
export async function requireOpenShift(ctx: Context, { shiftId }: IntegrationActor): Promise<void> {
  if (shiftId !== undefined && !(await hasOpenShift(ctx.db, shiftId))) reject('shift_not_open')
}

/** The integration through which people of the cabinet ask: cashiers, and staff on the telephone. */
export async function readOwnIntegration(ctx: Context, who: 'till' | 'phone'): Promise<number> {
  return (await selectOwnIntegration(ctx.db, who)) ?? reject('unexpected')
}
