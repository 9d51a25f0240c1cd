import type { Generated } from 'kysely'
import type { Locale } from './accounts.ts'
import type { CreatedAt } from './columns.ts'

export type OutboxStatus = 'pending' | 'sending' | 'sent' | 'dead' | 'parked'

export type DeliveryStatus = 'sent' | 'delayed' | 'delivered' | 'bounced' | 'complained'

export interface OutboxTable {
  id: Generated<number>
  template: string
  locale: Locale
  /** Sender, reply address and the base of the link, frozen too: the provider compares the whole body of a repeat. */
  from_email: string
  reply_to: string
  public_url: string
  to_email: string
  subject: string
  /** Frozen at enqueue; a link stands in it as a placeholder that only the sender fills. */
  html: string
  text: string
  link_id: number | null
  invitation_id: number | null
  user_id: number | null
  /** The lower overtakes: what a person waits for (0), then single letters (1), then bulk (2). */
  priority: number
  status: OutboxStatus
  attempts: number
  /** Its place in the queue of its priority; later than now for a letter that waits by itself. */
  due_at: Date
  lease_until: Date | null
  lease_token: Buffer | null
  /** When the idempotency key was first used; the provider keeps it 24 h. */
  first_tried_at: Date | null
  provider_id: string | null
  delivery: DeliveryStatus | null
  delivery_at: Date | null
  last_error: string | null
  sent_at: Date | null
  created_at: CreatedAt
}

export interface OutboxAttemptsTable {
  id: Generated<number>
  outbox_id: number
  at: CreatedAt
  outcome: string
  status_code: number | null
  message: string
}

/**
 * What holds the whole queue back, for every worker: `provider` shuts it (a refused key, a used-up quota),
 * `pace` is the moment from which the next letter may go.
 */
export interface OutboxPausesTable {
  name: 'provider' | 'pace'
  reason: string
  since: Date
  until: Date
}

export interface WebhookEventsTable {
  svix_id: string
  type: string
  outbox_id: number | null
  /** Why it bounced, in the provider's words. */
  detail: Generated<string>
  received_at: CreatedAt
}

export interface MailTables {
  outbox: OutboxTable
  outbox_attempts: OutboxAttemptsTable
  outbox_pauses: OutboxPausesTable
  webhook_events: WebhookEventsTable
}
