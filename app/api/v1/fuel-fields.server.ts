import { z } from 'zod'
import { ungrouped } from '#app/domain/kernel/instrument.ts'
import { MAX_TYPED } from '#app/domain/pump-operations/bounds.ts'
import {
  Completion,
  FuelQuestion,
  OperationId,
  type Presented,
  Redemption,
} from '#app/domain/pump-operations/pump-operations.input.server.ts'

const asked = FuelQuestion.shape
const MAX_PAYLOAD = 500

/** What was held out to the reader or typed: one of the three. */
export const presentedFields = {
  qr: z.string().min(1).max(MAX_PAYLOAD).optional().describe('The payload of a QR code, as it was scanned'),
  coupon_number: z.string().min(1).max(MAX_TYPED).optional().describe('Typed; `coupon_code` goes with it'),
  coupon_code: z.string().max(MAX_TYPED).optional().describe('Six digits beside the QR code'),
  card_number: z.string().min(1).max(MAX_TYPED).optional().describe("As the station's reader gives it"),
  driver_pin: z
    .string()
    .max(MAX_TYPED)
    .optional()
    .describe('Typed by the driver, where the card has a PIN; after `pin_wrong` ask again under a new id'),
}

export const questionFields = {
  station: asked.station.describe('Code of the station'),
  product: asked.product.describe(
    "Code of the product: ours, or the system's own where staff have told what it means",
  ),
  ...presentedFields,
  volume_ml: asked.volume.describe('Wished; with neither this nor `amount_tiyn` it is a full tank'),
  amount_tiyn: asked.amount.describe('Wished; not together with `volume_ml`'),
  price_tiyn: asked.price.describe('Price at the pump, tiyn a litre'),
  pos: asked.pos,
  pump: asked.pump,
  fill_id: asked.fillId.describe('The same for every operation of one fill'),
  odometer_km: asked.odometerKm.describe(
    'Where the card has an earlier one: after `odometer_out_of_range` ask again under a new id, once',
  ),
  plate: asked.plate,
  accept_partial: asked.acceptPartial.describe('Whether less than was asked for will do'),
}

const dispensed = Completion.shape
export const dispensedFields = {
  receipt: dispensed.receipt.describe("Number of the station's receipt"),
  pump_transaction: dispensed.pumpTransaction.describe("The pump's own number of the dispensing"),
  occurred_at: z.iso.datetime({ offset: true }).optional().describe('RFC 3339 with an offset'),
}

export const operationId = OperationId.describe("The station system's own id, the same in every repeat")
export const dispensedVolume = dispensed.volume.describe('Dispensed; 0 is a void')
export const receiptAmount = dispensed.amount.describe('What the receipt of the station says')
export const replaces = Redemption.shape.replaces.describe('The operation that was reversed')

export type PresentedFields = z.output<z.ZodObject<typeof presentedFields>>
type QuestionFields = z.output<z.ZodObject<typeof questionFields>>
type DispensedFields = z.output<z.ZodObject<typeof dispensedFields>>

/** One instrument, and what belongs to it only. */
export function isOneInstrument(fields: PresentedFields): boolean {
  const { qr, coupon_number: coupon, card_number: card } = fields
  if ([qr, coupon, card].filter((value) => value !== undefined).length !== 1) return false
  return (
    (fields.coupon_code === undefined || coupon !== undefined) &&
    (fields.driver_pin === undefined || card !== undefined)
  )
}

export const ONE_INSTRUMENT = { error: 'instrument_unclear', path: ['qr'] }

/** Of fields that `isOneInstrument` has passed. */
function presentedIn(fields: PresentedFields): Presented {
  if (fields.qr !== undefined) return { by: 'qr', payload: fields.qr }
  if (fields.coupon_number !== undefined)
    return { by: 'coupon', number: ungrouped(fields.coupon_number), code: fields.coupon_code }
  return { by: 'card', number: ungrouped(fields.card_number ?? ''), pin: fields.driver_pin }
}

export function questionIn(fields: QuestionFields): FuelQuestion {
  return {
    station: fields.station,
    product: fields.product,
    instrument: presentedIn(fields),
    volume: fields.volume_ml,
    amount: fields.amount_tiyn,
    price: fields.price_tiyn,
    pos: fields.pos,
    pump: fields.pump,
    fillId: fields.fill_id,
    odometerKm: fields.odometer_km,
    plate: fields.plate,
    acceptPartial: fields.accept_partial,
  }
}

export function dispensedIn(fields: DispensedFields) {
  return {
    receipt: fields.receipt,
    pumpTransaction: fields.pump_transaction,
    occurredAt: fields.occurred_at === undefined ? undefined : new Date(fields.occurred_at),
  }
}

export const isOneWish = (fields: Pick<QuestionFields, 'volume_ml' | 'amount_tiyn'>) =>
  fields.volume_ml === undefined || fields.amount_tiyn === undefined
export const ONE_WISH = { error: 'invalid', path: ['amount_tiyn'] }
