import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { DeliveryDetails } from '#app/domain/webhooks/deliveries.server.ts'
import type { WebhookEndpoint } from '#app/domain/webhooks/webhooks.ts'
import type { DeliveryRow, DeliveryView, WebhookView } from './webhook-rows.ts'

/** What the pages of an endpoint show; its secret is nowhere. */
export function webhookView(endpoint: WebhookEndpoint): WebhookView {
  const clock = (moment: Date | null) => moment && almatyWallClock(moment)
  return {
    ...endpoint,
    host: new URL(endpoint.url).host,
    failingSince: clock(endpoint.failingSince),
    previousUntil: clock(endpoint.previousUntil),
    createdAt: almatyWallClock(endpoint.createdAt),
  }
}

type Delivery = DeliveryDetails['delivery']

/** A message as the log lists it. */
export function deliveryRow(row: Delivery): DeliveryRow {
  return {
    id: row.id,
    type: row.type as DeliveryRow['type'],
    status: row.status,
    attempts: row.attempts,
    error: row.last_error,
    statusCode: row.last_status,
    at: almatyWallClock(row.created_at),
    nextAt: row.status === 'pending' && row.attempts > 0 ? almatyWallClock(row.due_at) : null,
  }
}

export function deliveryView({ delivery, endpoint, attempts }: DeliveryDetails): DeliveryView {
  return {
    ...deliveryRow(delivery),
    endpoint,
    webhookId: delivery.webhook_id,
    body: JSON.stringify(JSON.parse(delivery.body), null, 2),
    settledAt: delivery.settled_at && almatyWallClock(delivery.settled_at),
    tries: attempts.map((attempt) => ({
      id: attempt.id,
      error: attempt.error,
      statusCode: attempt.status_code,
      ms: attempt.duration_ms,
      response: attempt.response,
      at: almatyWallClock(attempt.created_at),
    })),
  }
}
