/** What a question of a pump asks for, and what the row of the operation keeps of it. */
import type { FuelState, FuelWish } from '#app/domain/authorizations/fuel-request.ts'
import { isUnlikely } from '#app/domain/authorizations/odometer.ts'
import type { Context, IntegrationActor } from '#app/domain/kernel/context.ts'
import { scopeOf } from '#app/domain/kernel/integration-scope.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'
import type { PresentedBy } from '#db/schema/index.ts'
import { type FuelFacts, fillKey } from './fuel-state.server.ts'
import type { FuelQuestion, Presented } from './pump-operations.input.server.ts'

export function readingBy(integration: IntegrationActor) {
  return { scope: scopeOf(integration), integrationId: integration.integrationId }
}

/** Nothing is approved here of what a processor holds the balance of. */
export function operationOf(
  { settings }: Pick<Context, 'settings'>,
  { instrument }: Pick<FuelQuestion, 'instrument'>,
): FuelState['operation'] {
  return isOutside(settings, instrument.by === 'card' ? 'card' : 'coupon') ? 'elsewhere' : 'new'
}

/** Neither litres nor tenge: a full tank, which for a coupon is all that is on it. */
export function wishOf({
  volume,
  amount,
}: {
  volume?: number | undefined
  amount?: number | undefined
}): FuelWish {
  if (volume !== undefined) return { by: 'volume', volume }
  return amount === undefined ? { by: 'full_tank' } : { by: 'amount', amount }
}

/** What the row keeps of a request. */
export function columnsOf(
  { integrationId, shiftId }: IntegrationActor,
  operationId: string,
  question: FuelQuestion,
  { thing, product, price, request, state }: FuelFacts,
) {
  return {
    company_id: thing?.row.company_id ?? null,
    station_code: question.station,
    product,
    instrument_kind: question.instrument.by === 'card' ? ('card' as const) : ('coupon' as const),
    card_id: thing?.kind === 'card' ? thing.row.id : null,
    coupon_id: thing?.kind === 'coupon' ? thing.row.id : null,
    presented: presentedBy(question.instrument),
    asked_volume: question.volume ?? null,
    asked_amount: question.amount ?? null,
    price,
    fill_id: fillKey(integrationId, question.fillId ?? operationId),
    pos: question.pos ?? '',
    pump: question.pump ?? '',
    plate: question.plate ?? '',
    odometer_km: question.odometerKm ?? null,
    odometer_unlikely: isUnlikely(request.odometerKm, state.odometer) ? (1 as const) : (0 as const),
    shift_id: shiftId ?? null,
  }
}

function presentedBy(instrument: Presented): PresentedBy {
  return instrument.by === 'coupon' && instrument.code === undefined ? 'number' : instrument.by
}
