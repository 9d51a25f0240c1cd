import { z } from 'zod'
import { rowId, rowIdOrNone } from '#app/domain/kernel/id.input.server.ts'
import { cursor, searchText } from '#app/domain/kernel/list-filter.input.server.ts'

const MAX_CARDS_AT_ONCE = 500

export const GroupOfCards = z.object({
  cardIds: z.array(rowId).min(1, { error: 'required' }).max(MAX_CARDS_AT_ONCE),
})
export type GroupOfCards = z.output<typeof GroupOfCards>

/** Of one card; none: it is taken out. */
export const GroupOfCard = z.object({
  groupId: rowIdOrNone,
})
export type GroupOfCard = z.output<typeof GroupOfCard>

/** A list of templates or of groups. */
export const NamedRuleFilter = z.object({ q: searchText, cursor })
