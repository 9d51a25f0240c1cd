import type { DeclineCode, RuleOwner } from '#app/domain/authorizations/decline-codes.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { InstrumentRef } from '#app/domain/kernel/instrument.ts'
import { selectAskedProduct } from '#db/queries/pump-operations/asked-product.ts'
import { insertAuthorization } from '#db/queries/pump-operations/operations.ts'
import { recordStatusOf } from './operation-events.server.ts'

export interface OutsideDecline {
  integrationId: number
  /** What a processor calls it: as an operation, it is told by the same integration and under the same name. */
  eventId: string
  companyId: number
  instrument: InstrumentRef
  code: DeclineCode
  whose: RuleOwner
  station: string
  /** As the processor calls it; null: it did not say. */
  product: string | null
  /** Millilitres that were asked for; null: it did not say. */
  volume: number | null
  occurredAt: Date
}

/** A step of recording what a processor told: it goes into the log of declines, as one of a station's that asks us. */
export async function recordOutsideDecline(ctx: Context, decline: OutsideDecline): Promise<void> {
  const { integrationId, companyId, instrument, code, whose, station, occurredAt } = decline
  const product =
    decline.product === null
      ? null
      : (
          await selectAskedProduct(ctx.db, {
            ...{ integrationId, code: decline.product, station, moment: occurredAt },
          })
        ).product
  const touched = {
    company_id: companyId,
    card_id: instrument.kind === 'card' ? instrument.id : null,
    coupon_id: instrument.kind === 'coupon' ? instrument.id : null,
  }
  const id = await insertAuthorization(ctx.db, {
    ...{ ...touched, integration_id: integrationId, operation_id: decline.eventId },
    ...{ kind: 'authorization', status: 'declined', code, whose, figures: '{}' },
    ...{ station_code: station, product, instrument_kind: instrument.kind },
    presented: instrument.kind === 'card' ? 'card' : 'number',
    asked_volume: decline.volume,
    occurred_at: occurredAt,
  })
  await recordStatusOf(ctx, id, 'declined', touched)
}
