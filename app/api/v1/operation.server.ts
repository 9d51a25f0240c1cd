import { z } from 'zod'
import { type DeclineCode, declineCodes } from '#app/domain/authorizations/decline-codes.ts'
import {
  discrepancyKinds,
  type OperationAnswer,
  operationStatuses,
} from '#app/domain/pump-operations/operation.ts'
import { sayByKey } from '#locales/i18n.server.ts'
import { i18nFor } from '#locales/words.server.ts'
import type { ApiContext, Reply } from './endpoint.server.ts'
import { declineCode, millilitres, owner, product, time, timeOf, timeOrNull, tiyn } from './schemas.server.ts'
import { remainder, Slip, slipOf } from './slip.server.ts'

const limiters = [...declineCodes, 'coupon_volume', 'tank', 'ceiling'] as const

export const limitedBy = z.object({ by: z.enum(limiters), whose: owner })
export const pumpText = z
  .string()
  .describe("Short and neutral, for the pump's screen; never a client's figure")

export const Operation = z
  .object({
    operation_id: z.string(),
    status: z.enum(operationStatuses),
    code: declineCode.optional().describe('Of a declined one'),
    whose: owner.optional(),
    pump_text: pumpText.optional(),
    station: z.string(),
    product: product.nullable().describe('Null: the code that was sent means no product here'),
    volume_ml: millilitres
      .nullable()
      .describe('While held what may be dispensed, once completed what was dispensed'),
    limited_by: limitedBy.optional().describe('What made it less than was asked for'),
    charged_tiyn: tiyn.optional().describe('What the client pays; never printed'),
    remainder: remainder.optional(),
    reversed_ml: millilitres.describe('Taken back of what was dispensed'),
    late: z.boolean().describe('Completed when its hold was over already'),
    expires_at: time.optional().describe('Of a hold'),
    fill_id: z.string().optional(),
    pump: z.string().optional(),
    odometer_unlikely: z.boolean().optional().describe('It does not fit the earlier ones, and was kept'),
    attendant: z
      .object({ plate: z.string(), driver: z.string() })
      .optional()
      .describe('For the attendant to compare with what stands at the pump'),
    exceptions: z.array(z.enum(discrepancyKinds)).optional().describe('What staff look into'),
    slip: Slip,
    created_at: time,
    completed_at: time.nullable(),
    server_time: time,
  })
  .meta({ id: 'Operation' })

/** In the language of the pump's screen: Kazakh where it is asked for, else Russian. */
export function pumpTextOf({ locale }: ApiContext, code: DeclineCode): string {
  return sayByKey(i18nFor(locale === 'kk' ? 'kk' : 'ru'), `declines:code.${code}.pump`)
}

export function operationOf(ctx: ApiContext, operation: OperationAnswer): z.output<typeof Operation> {
  const { code, whose, instrument, discrepancies, expiresAt, charged } = operation
  const left = operation.remainder && {
    volume_ml: operation.remainder.volume,
    becomes: operation.remainder.becomes,
  }
  return {
    operation_id: operation.operationId,
    status: operation.status,
    ...(code && { code, pump_text: pumpTextOf(ctx, code) }),
    ...(whose && { whose }),
    station: operation.station,
    product: operation.product,
    volume_ml: operation.volume,
    ...(operation.limitedBy && {
      limited_by: { by: operation.limitedBy.by, whose: operation.limitedBy.whose },
    }),
    ...(charged !== null && { charged_tiyn: charged }),
    ...(left && { remainder: left }),
    reversed_ml: operation.reversed,
    late: operation.isLate,
    ...(expiresAt && { expires_at: timeOf(expiresAt) }),
    ...(operation.fillId && { fill_id: operation.fillId }),
    ...(operation.pump && { pump: operation.pump }),
    ...(operation.isOdometerUnlikely && { odometer_unlikely: true }),
    ...(isKnown(instrument) && { attendant: { plate: instrument.plate, driver: instrument.driver } }),
    ...(discrepancies.length > 0 && { exceptions: discrepancies }),
    slip: slipOf(ctx, operation, left),
    created_at: timeOf(operation.createdAt),
    completed_at: timeOrNull(operation.completedAt),
    server_time: timeOf(ctx.now),
  }
}

/** Of a coupon that nobody was given there is nothing to compare. */
function isKnown(instrument: OperationAnswer['instrument']): instrument is NonNullable<typeof instrument> {
  return instrument !== null && (instrument.plate !== '' || instrument.driver !== '')
}

/** 201 for what a new call made, 200 for a decline and for a repeat, which a header marks. */
export function operationReply(ctx: ApiContext, operation: OperationAnswer, made: 200 | 201): Reply {
  const isNew = !operation.isReplay && operation.status !== 'declined'
  return {
    status: isNew ? made : 200,
    body: operationOf(ctx, operation),
    headers: operation.isReplay ? { 'Idempotent-Replayed': 'true' } : {},
  }
}

export const operationAnswers = (made: string) => ({
  200: { description: 'Declined, or a repeat (Idempotent-Replayed: true)', schema: Operation },
  201: { description: made, schema: Operation },
})
