import type { FuelRule } from '#app/domain/authorizations/fuel-request.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { deleteStationRule, upsertStationRule } from '#db/queries/stations/rules.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import { textOfCodes } from './station-rules.ts'

/**
 * What the issuer says about the stations of a card or a coupon; null: nothing is known. For registers and the demo: the
 * caller has authorized and works inside a transaction of its own.
 */
export function setIssuerStations(
  ctx: Context,
  kind: InstrumentKind,
  id: number,
  stations: FuelRule['stations'],
): Promise<void> {
  const key = { instrument_kind: kind, instrument_id: id, whose: 'issuer' } as const
  if (stations === null) return deleteStationRule(ctx.db, key)
  return upsertStationRule(ctx.db, { ...key, mode: stations.are, codes: textOfCodes(stations.codes) })
}
