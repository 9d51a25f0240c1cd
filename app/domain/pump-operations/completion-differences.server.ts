import type { Context } from '#app/domain/kernel/context.ts'
import { selectAskedProduct } from '#db/queries/pump-operations/asked-product.ts'
import type { OperationRow } from '#db/queries/pump-operations/operations.ts'
import { maskedInstrument } from './answers.server.ts'
import { findUnproved, type Unproved } from './presented.server.ts'
import type { Completion, Presented } from './pump-operations.input.server.ts'
import { recordDiscrepancy, theirsOf } from './recorded-discrepancies.server.ts'

/** Other litres under an id that is completed: what was told first stays. */
export async function recordCompletedTwice(
  ctx: Context,
  row: OperationRow,
  completion: Completion,
): Promise<void> {
  await recordDiscrepancy(ctx, {
    kind: 'completed_twice',
    ...aboutOf(row),
    ours: { approved: row.approved, volume: row.dispensed, billed: row.billed, charged: row.charged },
    theirs: theirsOf(completion),
  })
}

/**
 * A completion may repeat what the authorization asked. Where it names another card or coupon, station or product, the fuel
 * counts as it was approved, and staff see what the station says.
 */
export async function recordCompletedOtherwise(
  ctx: Context,
  row: OperationRow,
  { authorization }: Completion,
): Promise<void> {
  if (!authorization) return
  const { instrument, station } = authorization
  const asked = { integrationId: row.integration_id, code: authorization.product, station, moment: ctx.now }
  const [thing, { product }] = await Promise.all([
    findUnproved(ctx, instrument),
    selectAskedProduct(ctx.db, asked),
  ])
  if (isThingOf(row, thing) && station === row.station_code && product === row.product) return
  await recordDiscrepancy(ctx, {
    kind: 'completed_otherwise',
    ...aboutOf(row),
    ours: { number: ourNumber(row), station: row.station_code, product: row.product },
    theirs: { number: theirNumber(thing, instrument), station, product: product ?? authorization.product },
  })
}

/** Also where neither is known: what was asked for was nothing of ours, and neither is what was fuelled. */
function isThingOf({ card_id: card, coupon_id: coupon }: OperationRow, thing: Unproved | undefined): boolean {
  if (!thing) return card === null && coupon === null
  return thing.id === (thing.kind === 'card' ? card : coupon)
}

function aboutOf({ id, company_id: companyId, station_code: station }: OperationRow) {
  return { authorizationId: id, companyId, station }
}

function ourNumber({ card_number: card, coupon_number: coupon }: OperationRow): string | null {
  if (card !== null) return maskedInstrument('card', card)
  return coupon && maskedInstrument('coupon', coupon)
}

/** Of what nobody here knows, what was told; a QR code is a secret. */
function theirNumber(thing: Unproved | undefined, instrument: Presented): string | null {
  if (thing) return maskedInstrument(thing.kind, thing.number)
  return instrument.by === 'qr' ? null : maskedInstrument(instrument.by, instrument.number)
}
