import { z } from 'zod'
import { isUnreadableInLines } from './plain-text.ts'

const reason = z
  .string()
  .trim()
  .max(200)
  .refine((text) => !isUnreadableInLines(text), { error: 'unreadable_characters' })

/** Why a card or a coupon is blocked, in the words of who blocks it; kept in the history. */
export const BlockReason = z.object({ reason: reason.default('') })
export type BlockReason = z.output<typeof BlockReason>

/** Of staff: who called, and why. The client reads it in the history. */
export const CallersReason = z.object({ reason: reason.min(1) })
