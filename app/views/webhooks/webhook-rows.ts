import type { TEST_TYPE, WebhookType } from '#app/domain/events/webhook-types.ts'
import type { DeliveryStatus, WebhookEndpoint } from '#app/domain/webhooks/webhooks.ts'

/** Moments are Almaty's wall clock. */
export interface WebhookView extends Omit<WebhookEndpoint, 'failingSince' | 'previousUntil' | 'createdAt'> {
  host: string
  failingSince: string | null
  previousUntil: string | null
  createdAt: string
}

/** A message as the log lists it. */
export interface DeliveryRow {
  id: number
  type: WebhookType | typeof TEST_TYPE
  status: DeliveryStatus
  attempts: number
  error: string | null
  statusCode: number | null
  at: string
  nextAt: string | null
}

export interface DeliveryView extends DeliveryRow {
  endpoint: { id: number; name: string; status: string }
  webhookId: string
  body: string
  settledAt: string | null
  tries: {
    id: number
    error: string | null
    statusCode: number | null
    ms: number
    response: string
    at: string
  }[]
}
