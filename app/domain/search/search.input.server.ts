import { z } from 'zod'

/** What stands in the box, whole: whether it is too short or too long the search says. */
export const SearchInput = z.object({
  q: z
    .string()
    .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
    .optional()
    .catch(undefined),
})
