import { z } from 'zod'
import { cursor, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { emailTemplates } from '#emails/index.ts'
import { deliveries, mailFilters } from './mail.ts'

/** What the URL of the list asks for; what is none of it counts as not asked. */
export const MailFilter = z.object({
  /** What the address begins with. */
  q: searchText,
  status: z.enum(mailFilters).optional().catch(undefined),
  delivery: z.enum(deliveries).optional().catch(undefined),
  template: z
    .enum(emailTemplates as [string, ...string[]])
    .optional()
    .catch(undefined),
  cursor,
})
export type MailFilter = z.output<typeof MailFilter>

export const MailboxPage = MailFilter.pick({ cursor: true })
