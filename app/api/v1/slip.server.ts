import { z } from 'zod'
import { couponRemainders } from '#app/domain/contracts/contracts.ts'
import type { OperationAnswer } from '#app/domain/pump-operations/operation.ts'
import { formatVolume } from '#locales/format.ts'
import { sayByKey } from '#locales/i18n.server.ts'
import { i18nFor } from '#locales/words.server.ts'
import type { ApiContext } from './endpoint.server.ts'
import { millilitres, product, time, timeOf } from './schemas.server.ts'

export const remainder = z.object({
  volume_ml: millilitres,
  becomes: z.enum(couponRemainders).describe('What becomes of the litres left on a coupon'),
})

/** What a station prints: no price and no figure of the client. */
export const Slip = z
  .object({
    seller: z.string(),
    seller_bin: z.string().describe('Twelve digits'),
    station: z.string(),
    time,
    operation_id: z.string(),
    product: product.nullable(),
    volume_ml: millilitres.nullable(),
    remainder: remainder.nullable(),
    remainder_text: z
      .string()
      .nullable()
      .describe('What becomes of the litres left on a coupon, as a line of the slip'),
    instrument: z.string().nullable().describe('Masked'),
    plate: z.string().nullable(),
    receipt: z.string().nullable(),
    notice: z.string().describe('Not a fiscal receipt'),
  })
  .meta({ id: 'Slip' })

export function slipOf(
  ctx: ApiContext,
  operation: OperationAnswer,
  left: z.output<typeof remainder> | null,
): z.output<typeof Slip> {
  return {
    seller: ctx.settings.brandLegalName,
    seller_bin: ctx.settings.brandBin,
    station: operation.station,
    time: timeOf(operation.occurredAt ?? operation.createdAt),
    operation_id: operation.operationId,
    product: operation.product,
    volume_ml: operation.volume,
    remainder: left,
    remainder_text:
      left &&
      sayByKey(i18nFor(ctx.locale), `till:remainder.${left.becomes}`, {
        volume: formatVolume(left.volume_ml, ctx.locale),
      }),
    instrument: operation.instrument?.masked ?? null,
    plate: operation.instrument?.plate || null,
    receipt: operation.receipt,
    notice: sayByKey(i18nFor(ctx.locale === 'kk' ? 'kk' : 'ru'), 'declines:notFiscal'),
  }
}
