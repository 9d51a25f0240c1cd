import { z } from 'zod'
import { type BulkSelection, bulkSelection } from '#app/domain/bulk-changes/bulk-changes.input.server.ts'
import { rowId } from '#app/domain/kernel/id.input.server.ts'
import { printLayouts } from './prints.ts'

/** The coupons of a hand-over, those that were ticked, or all that the list's filter finds. */
export type PrintSelection = { handover: number } | Extract<BulkSelection, { kind: 'coupon' }>

const handover = rowId.optional()

/** What is chosen, as an address says it. */
export const ChosenForPrint = z.looseObject({ handover }).transform(selectionIn)

export const PrintCoupons = z
  .looseObject({ handover, layout: z.enum(printLayouts, { error: 'required' }) })
  .transform(({ layout, ...fields }, context) => ({ layout, selection: selectionIn(fields, context) }))

export type PrintCoupons = z.output<typeof PrintCoupons>

function selectionIn(
  { handover, ...fields }: { handover?: number | undefined; [name: string]: unknown },
  context: z.RefinementCtx,
): PrintSelection {
  if (handover !== undefined) return { handover }
  const parsed = bulkSelection('coupon').safeParse(fields)
  if (parsed.data?.kind === 'coupon') return parsed.data
  context.addIssue({ code: 'custom', message: 'invalid', path: ['ids'] })
  return z.NEVER
}
