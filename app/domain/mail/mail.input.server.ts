import { z } from 'zod'
import { emailTemplates } from '#emails/index.ts'
import { deliveries, mailStatuses } from './mail.ts'

/** What the URL of the list asks for; what is none of it counts as not asked. */
export const MailFilter = z.object({
  /** What the address begins with. */
  q: z.string().trim().toLowerCase().max(254).optional().catch(undefined),
  status: z.enum(mailStatuses).optional().catch(undefined),
  delivery: z.enum(deliveries).optional().catch(undefined),
  template: z
    .enum(emailTemplates as [string, ...string[]])
    .optional()
    .catch(undefined),
  /** The id of the last letter seen. */
  cursor: z.coerce.number().int().positive().optional().catch(undefined),
})
export type MailFilter = z.output<typeof MailFilter>

export const MailboxPage = MailFilter.pick({ cursor: true })
