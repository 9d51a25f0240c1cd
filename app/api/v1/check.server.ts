import { z } from 'zod'
import { isOutside } from '#app/domain/kernel/processing.ts'
import { checkFuel } from '#app/domain/pump-operations/pump-operations.server.ts'
import { type Endpoint, endpoint } from './endpoint.server.ts'
import {
  isOneInstrument,
  isOneWish,
  ONE_INSTRUMENT,
  ONE_WISH,
  questionFields,
  questionIn,
} from './fuel-fields.server.ts'
import { limitedBy, pumpText, pumpTextOf } from './operation.server.ts'
import { stationIn } from './operation-path.server.ts'
import { declineCode, millilitres, owner, product as product_, time, timeOf, tiyn } from './schemas.server.ts'
import { remainder } from './slip.server.ts'

const number = z.string().regex(/^\d{1,12}$/)
const { station, product, qr, coupon_number, coupon_code, card_number, driver_pin, plate, fill_id } =
  questionFields

const Question = z
  .strictObject({
    ...{ station, product, qr, coupon_number, coupon_code, card_number, driver_pin, plate, fill_id },
    volume_ml: number.transform(Number).pipe(questionFields.volume_ml.unwrap()).optional(),
    amount_tiyn: number.transform(Number).pipe(questionFields.amount_tiyn.unwrap()).optional(),
    price_tiyn: number.transform(Number).pipe(questionFields.price_tiyn.unwrap()).optional(),
    odometer_km: number.transform(Number).pipe(questionFields.odometer_km.unwrap()).optional(),
    accept_partial: z
      .enum(['true', 'false'])
      .transform((value) => value === 'true')
      .optional()
      .describe('`false`: as for a redemption, which takes nothing less than was asked for'),
  })
  .refine(isOneWish, ONE_WISH)
  .refine(isOneInstrument, ONE_INSTRUMENT)

const Checked = z
  .object({
    status: z.enum(['approved', 'declined']),
    code: declineCode.optional(),
    whose: owner.optional(),
    pump_text: pumpText.optional(),
    volume_ml: millilitres.nullable().optional().describe('Null: no rule sets a bound'),
    amount_tiyn: tiyn.nullable().optional(),
    limited_by: limitedBy.optional(),
    instead_of: product_
      .optional()
      .describe('The product that is allowed: the one asked for is served in its stead'),
    remainder: remainder.optional(),
    probable: z
      .literal(true)
      .optional()
      .describe('A processor holds the balance and decides: as far as the cabinet knows'),
    server_time: time,
  })
  .meta({ id: 'Checked' })

export const check: Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/check',
    scopes: ['pump', 'read'],
    name: 'check',
    tag: 'Operations',
    summary: 'What would be decided now; holds nothing',
    repeats: 'read',
    query: Question,
    answers: { 200: { description: 'The answer', schema: Checked } },
    async handle({ ctx, query }) {
      stationIn(ctx, query.station)
      const unasked = { pos: undefined, pump: undefined }
      const decision = await checkFuel(ctx, questionIn({ ...query, ...unasked }))
      const { status } = decision
      const isCard = query.card_number !== undefined
      const probable = isOutside(ctx.settings, isCard ? 'card' : 'coupon') && { probable: true as const }
      if (decision.status === 'declined') {
        const { code, whose } = decision
        const server_time = timeOf(ctx.now)
        const pump_text = pumpTextOf(ctx, code)
        return { status: 200, body: { status, code, whose, pump_text, ...probable, server_time } }
      }
      const { volume, amount, limitedBy, insteadOf, remainder: left } = decision
      return {
        status: 200,
        body: {
          ...{ status, volume_ml: volume, amount_tiyn: amount },
          ...(limitedBy && { limited_by: { by: limitedBy.by, whose: limitedBy.whose } }),
          ...(insteadOf !== null && { instead_of: insteadOf }),
          ...probable,
          ...(left && { remainder: { volume_ml: left.volume, becomes: left.becomes } }),
          server_time: timeOf(ctx.now),
        },
      }
    },
  }),
]
