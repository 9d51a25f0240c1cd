/** Coupons on paper. Client-safe. */

import type { PrintLayout } from '#db/schema/index.ts'

export type { PrintLayout }

export const printLayouts = ['a4_8', 'a4_12', 'a6'] as const satisfies readonly PrintLayout[]

/** As many coupons go into one file. */
export const MAX_PRINTED = 5_000
/** As many stand on a page that the browser prints: each has its code in it. */
export const MAX_PRINTED_BY_BROWSER = 240
