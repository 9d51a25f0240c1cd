import { z } from 'zod'
import { isDayOfCentury } from './calendar.ts'
import { MAX_CURSOR_LENGTH } from './page.server.ts'
import { MAX_SEARCH_LENGTH } from './search-length.ts'

/** Fields that lists share. A value from the URL that says nothing is as if it were not there. */
export const searchText = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(z.string().min(1))
  // The list says that it is too long (filtered-list.tsx); nothing that is searched for is longer.
  .transform((text) => text.slice(0, MAX_SEARCH_LENGTH))
  .optional()
  .catch(undefined)

/** What the lists of a form are searched by (find-choices.tsx). */
export const ChoicesFilter = z.object({ find: searchText })

export const day = z.string().refine(isDayOfCentury).optional().catch(undefined)

/** Which products there are, staff decide: a code that nobody gave finds nothing. */
export const productCode = z.string().regex(/^[a-z][a-z0-9_]{0,15}$/, { error: 'product_code_invalid' })

export const product = productCode.optional().catch(undefined)

/** Where a page of a list begins; see page.server.ts. */
export const cursor = z.string().max(MAX_CURSOR_LENGTH).optional().catch(undefined)
