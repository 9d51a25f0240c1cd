import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt, Flag } from './columns.ts'

/** `deleted`: nobody sees it any more; its log goes when it is old. */
export type WebhookEndpointStatus = 'active' | 'disabled' | 'deleted'

/** `person`: somebody switched it off. `failing`: days of failures. `gone`: it answered 410. */
export type WebhookDisabledReason = 'person' | 'failing' | 'gone'

export type WebhookDeliveryStatus = 'pending' | 'sending' | 'delivered' | 'failed'

type Later<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>

export interface WebhookEndpointsTable {
  id: Generated<number>
  /** Null: the retailer's own, told of all companies. */
  company_id: number | null
  name: string
  url: string
  /** With a space between them. */
  types: string
  secret: Buffer
  secret_key_id: string
  previous_secret: Later<Buffer>
  previous_key_id: Later<string>
  previous_until: Later<Date>
  status: WebhookEndpointStatus
  disabled_reason: Later<WebhookDisabledReason>
  /** Since when nothing arrives; null: the last attempt succeeded. */
  failing_since: Later<Date>
  /** 1: the last attempt failed or took long, so that it gets one place of the few for such. */
  is_slow: Flag
  created_at: CreatedAt
}

export interface WebhookDeliveriesTable {
  id: Generated<number>
  endpoint_id: number
  /** The same at every endpoint and every attempt. */
  webhook_id: string
  type: string
  thing: string
  body: string
  status: WebhookDeliveryStatus
  attempts: ColumnType<number, number | undefined, number>
  due_at: Date
  lease_token: Later<Buffer>
  lease_until: Later<Date>
  last_error: Later<string>
  last_status: Later<number>
  settled_at: Later<Date>
  created_at: CreatedAt
}

export interface WebhookAttemptsTable {
  id: Generated<number>
  delivery_id: number
  error: string | null
  status_code: number | null
  duration_ms: number
  response: string
  created_at: CreatedAt
}

export interface WebhooksTables {
  webhook_endpoints: WebhookEndpointsTable
  webhook_deliveries: WebhookDeliveriesTable
  webhook_attempts: WebhookAttemptsTable
}
