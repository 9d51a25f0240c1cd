import { z } from 'zod'

/** Why a card or a coupon is blocked, in the words of who blocks it; kept in the history. */
export const BlockReason = z.object({ reason: z.string().trim().max(200).default('') })
export type BlockReason = z.output<typeof BlockReason>
