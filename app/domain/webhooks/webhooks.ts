import { ownWebhookTypes, type WebhookType, webhookTypes } from '#app/domain/events/webhook-types.ts'

/** Whose endpoint: one of a company hears of that company, one of the retailer of all. */
export function typesFor(isOwn: boolean): readonly WebhookType[] {
  return isOwn ? ownWebhookTypes : webhookTypes
}

export const deliveryStatuses = ['pending', 'sending', 'delivered', 'failed'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

/** Why an attempt failed; the words are `webhooks:error.<code>`. */
export const deliveryErrors = [
  'status_refused',
  'redirected',
  'gone',
  'timeout',
  'name_not_found',
  'address_refused',
  'connection_failed',
  'tls_failed',
  'secret_unreadable',
  'endpoint_disabled',
] as const
export type DeliveryError = (typeof deliveryErrors)[number]

export function isDeliveryError(text: string | null): text is DeliveryError {
  return (deliveryErrors as readonly (string | null)[]).includes(text)
}

/** An endpoint as pages show it: everything but its secret. */
export interface WebhookEndpoint {
  id: number
  name: string
  url: string
  types: WebhookType[]
  status: 'active' | 'disabled'
  disabledReason: 'person' | 'failing' | 'gone' | null
  /** Null: the retailer's own. */
  company: { id: number; name: string } | null
  failingSince: Date | null
  /** Until when the secret before the last rotation signs too. */
  previousUntil: Date | null
  createdAt: Date
}
