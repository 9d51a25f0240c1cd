import { z } from 'zod'
import { BlockReason as Reason } from '#app/domain/kernel/block-reason.input.server.ts'
import type { InstrumentRef } from '#app/domain/kernel/instrument.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'
import type { ApiContext } from './endpoint.server.ts'
import { id } from './schemas.server.ts'

/** What blocking a card or a coupon takes; an empty body will do. */
export const BlockReason = z.strictObject({ reason: Reason.shape.reason.unwrap().optional() })

/** For a POST that takes nothing: no body, or an empty object. */
export const NoFields = z.strictObject({})

export const Blocked = z
  .object({
    id,
    blocked: z.boolean().describe('By the company; the issuer may block it beside that'),
    asked: z
      .literal(true)
      .optional()
      .describe(
        'A processor decides and was asked for it: `processing` of the card or coupon says what it answers',
      ),
  })
  .meta({ id: 'Blocked' })

/** What is asked of a processor is not in force yet. */
export function blockedBody(
  ctx: ApiContext,
  kind: InstrumentRef['kind'],
  blockedId: number,
  blocked: boolean,
) {
  return {
    ...{ id: String(blockedId), blocked },
    ...(isOutside(ctx.settings, kind) && { asked: true as const }),
  }
}
