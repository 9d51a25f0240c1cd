import type { LimitPeriodName } from '#db/schema/index.ts'

export type { LimitPeriodName }

/** What an issuer's limit of a card is counted over, the shortest first. */
export const limitPeriods = ['daily', 'weekly', 'monthly'] as const satisfies readonly LimitPeriodName[]
