import { z } from 'zod'
import { isUnreadable } from '#app/domain/kernel/plain-text.ts'
import { apiScopes } from '#app/domain/kernel/roles.ts'
import { ticked } from '#app/domain/kernel/ticked.input.server.ts'
import { ownScopes } from './integrations.ts'

const MAX_NAME = 120
const MAX_STATIONS = 200
const MAX_DAYS = 3_660

const name = z
  .string()
  .trim()
  .min(1, { error: 'required' })
  .max(MAX_NAME, { error: 'too_long' })
  .refine((text) => !isUnreadable(text), { error: 'unreadable_characters' })

/** Days until the key expires; empty: never. */
const days = z
  .union([z.literal('').transform(() => undefined), z.coerce.number().int().min(1).max(MAX_DAYS)], {
    error: 'invalid',
  })
  .optional()

const codes = z
  .union([z.array(z.string()), z.string()])
  .optional()
  .transform((value) =>
    [value ?? []]
      .flat()
      .flatMap((text) => text.split(/[\s,;]+/))
      .filter((code) => code !== ''),
  )
  .pipe(z.array(z.string().max(50, { error: 'too_long' })).max(MAX_STATIONS, { error: 'too_long' }))

export const NewApiKey = z.object({
  name,
  scopes: ticked(z.enum(apiScopes, { error: 'invalid' })).refine((scopes) => scopes.length > 0, {
    error: 'required',
  }),
  /** None: all of them. */
  stations: codes,
  /** BIN of the company whose things it sees; none: the system of a station or a processor. */
  company: z.string().trim().max(12, { error: 'bin_invalid' }).optional(),
  test: z.union([z.boolean(), z.literal('on').transform(() => true)]).optional(),
  days,
})
export type NewApiKey = z.output<typeof NewApiKey>

export const NewOwnApiKey = z.object({
  name,
  scopes: ticked(z.enum(ownScopes, { error: 'invalid' })).refine((scopes) => scopes.length > 0, {
    error: 'required',
  }),
  days,
})
export type NewOwnApiKey = z.output<typeof NewOwnApiKey>
