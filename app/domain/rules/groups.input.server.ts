import { z } from 'zod'
import { cursor, searchText } from '#app/domain/kernel/list-filter.input.server.ts'

const MAX_CARDS_AT_ONCE = 500
const id = z.coerce.number({ error: 'required' }).int().positive({ error: 'required' })

export const GroupOfCards = z.object({
  cardIds: z.array(id).min(1, { error: 'required' }).max(MAX_CARDS_AT_ONCE),
})
export type GroupOfCards = z.output<typeof GroupOfCards>

/** Of one card; none: it is taken out. */
export const GroupOfCard = z.object({
  groupId: z
    .string()
    .trim()
    .regex(/^\d{0,15}$/, { error: 'invalid' })
    .transform((text) => (text === '' ? null : Number(text))),
})
export type GroupOfCard = z.output<typeof GroupOfCard>

/** A list of templates or of groups. */
export const NamedRuleFilter = z.object({ q: searchText, cursor })
