import { z } from 'zod'
import { TEST_TYPE, webhookTypes } from '#app/domain/events/webhook-types.ts'
import { cursor } from '#app/domain/kernel/list-filter.input.server.ts'
import { isUnreadable } from '#app/domain/kernel/plain-text.ts'
import { ticked } from '#app/domain/kernel/ticked.input.server.ts'
import { deliveryStatuses } from './webhooks.ts'

const MAX_NAME = 120
const MAX_URL = 500

const types = ticked(z.enum(webhookTypes, { error: 'invalid' }))
  .refine((chosen) => chosen.length > 0, { error: 'required' })
  .transform((chosen) => webhookTypes.filter((type) => chosen.includes(type)))

export const WebhookInput = z.object({
  name: z
    .string()
    .trim()
    .min(1, { error: 'required' })
    .max(MAX_NAME, { error: 'too_long' })
    .refine((text) => !isUnreadable(text), { error: 'unreadable_characters' }),
  url: z.string().trim().min(1, { error: 'required' }).max(MAX_URL, { error: 'too_long' }),
  /** The name ends in `Ids`, as each field of a form that may repeat. */
  typeIds: types,
})
export type WebhookInput = z.output<typeof WebhookInput>

export const DeliveryFilter = z.object({
  status: z.enum(deliveryStatuses).optional().catch(undefined),
  type: z
    .enum([...webhookTypes, TEST_TYPE])
    .optional()
    .catch(undefined),
  cursor,
})
export type DeliveryFilter = z.output<typeof DeliveryFilter>
