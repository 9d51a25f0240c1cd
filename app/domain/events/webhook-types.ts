/** What an endpoint of another system may be told. Client-safe. */
export const webhookTypes = [
  'transaction.recorded',
  'transaction.reversed',
  'transaction.unusual',
  'authorization.declined',
  'limit.reached',
  'limit.used',
  'card.blocked',
  'card.unblocked',
  'coupon.redeemed',
  'coupon.blocked',
  'coupon.unblocked',
  'balance.low',
  'import.committed',
] as const
export type WebhookType = (typeof webhookTypes)[number]

/** An import is of many companies at once: only the retailer's own systems are told. */
export const ownWebhookTypes = webhookTypes.filter((type) => type !== 'import.committed')

/** What a test is called; nobody chooses it. */
export const TEST_TYPE = 'webhook.test'

export function webhookTypesIn(text: string): WebhookType[] {
  const words = text.split(' ')
  return webhookTypes.filter((type) => words.includes(type))
}
