import { z } from 'zod'
import { BlockReason as Reason } from '#app/domain/kernel/block-reason.input.server.ts'
import { id } from './schemas.server.ts'

/** What blocking a card or a coupon takes; an empty body will do. */
export const BlockReason = z.strictObject({ reason: Reason.shape.reason.unwrap().optional() })

/** For a POST that takes nothing: no body, or an empty object. */
export const NoFields = z.strictObject({})

export const Blocked = z
  .object({ id, blocked: z.boolean().describe('By the company; the issuer may block it beside that') })
  .meta({ id: 'Blocked' })
