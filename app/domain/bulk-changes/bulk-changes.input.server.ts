import { z } from 'zod'
import { BlockCard } from '#app/domain/cards/card-blocks.input.server.ts'
import { TriedRule } from '#app/domain/cards/card-rules.input.server.ts'
import { CardFilter } from '#app/domain/cards/cards.input.server.ts'
import { CouponFilter } from '#app/domain/coupons/coupons.input.server.ts'
import { BlockReason } from '#app/domain/kernel/block-reason.input.server.ts'
import { rowId } from '#app/domain/kernel/id.input.server.ts'
import { cursor } from '#app/domain/kernel/list-filter.input.server.ts'
import { MAX_SEARCH_LENGTH } from '#app/domain/kernel/search-length.ts'
import type { BulkAction, InstrumentKind } from '#db/schema/index.ts'
import { bulkActions } from './bulk-changes.ts'

/** What a page of a list can be ticked for, with room for what is sent by a program. */
const MAX_TICKED = 500

/** Of a driver or a vehicle: not sent or `keep` changes nothing, `none` is nobody's. */
const holder = z
  .union([z.literal('keep'), z.literal('none'), rowId], { error: 'invalid' })
  .default('keep')
  .transform((value) => (value === 'keep' ? undefined : value === 'none' ? null : value))

/** What each action needs to know; `reason` and the like are asked for where it is confirmed. */
const params = {
  block: BlockCard.transform(({ reason, cause, until }) => ({
    ...{ action: 'block' as const, reason, cause },
    until: until?.toISOString() ?? null,
  })),
  unblock: BlockReason.transform(({ reason }) => ({ action: 'unblock' as const, reason })),
  template: z
    .object({ templateId: rowId })
    .transform(({ templateId }) => ({ action: 'template' as const, templateId })),
  rule: TriedRule.transform((rule) => ({ action: 'rule' as const, rule })),
  no_rule: z.object({}).transform(() => ({ action: 'no_rule' as const })),
  group: z
    .object({ groupId: z.union([z.literal('none'), rowId], { error: 'required' }) })
    .transform(({ groupId }) => ({ action: 'group' as const, groupId: groupId === 'none' ? null : groupId })),
  holder: z.object({ driver: holder, vehicle: holder }).transform(({ driver, vehicle }, context) => {
    if (driver === undefined && vehicle === undefined)
      context.addIssue({ code: 'custom', message: 'required', path: ['driver'] })
    return { action: 'holder' as const, driver, vehicle }
  }),
} satisfies Record<BulkAction, z.ZodType>

export type BulkParams = z.output<(typeof params)[BulkAction]>

const chosen = {
  /** Ticked in the list. */
  ids: z.array(rowId).max(MAX_TICKED).optional(),
  /** The list was ticked, so that nothing ticked is not everything. */
  ticked: z.literal('1').optional(),
  /** Of the preview that is confirmed; left out: it is asked for. */
  digest: z
    .string()
    .trim()
    .max(100)
    .optional()
    .transform((text) => text || null),
}

/** Those that were ticked, or all that a list's filter finds. */
export type BulkSelection =
  | { kind: 'card'; ids: readonly number[] | null; filter: CardFilter }
  | { kind: 'coupon'; ids: readonly number[] | null; filter: CouponFilter }

/** What is chosen, before it is said what shall be done with it. */
export function bulkSelection(kind: InstrumentKind) {
  return z.looseObject(chosen).transform((fields, context) => selectionIn(kind, fields, context))
}

function selectionIn(
  kind: InstrumentKind,
  fields: z.output<z.ZodObject<typeof chosen, z.core.$loose>>,
  context: z.RefinementCtx,
): BulkSelection {
  const ids = fields.ids ?? (fields.ticked ? [] : null)
  const sent = { ...fields, sort: undefined, cursor: undefined }
  const selection: BulkSelection =
    kind === 'card'
      ? { kind, ids, filter: CardFilter.parse(sent) }
      : { kind, ids, filter: CouponFilter.parse(sent) }
  const read: Record<string, unknown> = selection.filter
  for (const name of FILTERS) {
    if (ids === null && !isUnderstood(fields[name], read[name]))
      context.addIssue({ code: 'custom', message: 'invalid', path: [name] })
  }
  return selection
}

const FILTERS = ['q', 'status', 'product', 'from', 'to', 'limit']

/** A list shows everything for what it does not understand; a change of everything is nobody's typing error. */
function isUnderstood(sent: unknown, read: unknown): boolean {
  const text = String(sent ?? '').trim()
  return text === '' || (read !== undefined && text.length <= MAX_SEARCH_LENGTH)
}

/** What shall be done with what is chosen. */
export function bulkRequest(kind: InstrumentKind) {
  const action = z.enum(bulkActions[kind], { error: 'required' })
  return z.looseObject({ ...chosen, action }).transform((fields, context) => {
    const parsed = params[fields.action].safeParse(fields)
    if (!parsed.success) {
      context.issues.push(...(parsed.error.issues as never[]))
      return z.NEVER
    }
    const wanted: BulkParams = parsed.data
    return { selection: selectionIn(kind, fields, context), params: wanted, digest: fields.digest }
  })
}
export type BulkRequest = z.output<ReturnType<typeof bulkRequest>>

export const BulkChangeFilter = z.object({ cursor })
