/** What an entry of the audit log may be about; each has its word and its page in the audit's views. Client-safe. */
const subjectKinds = [
  'company',
  'card',
  'coupon',
  'driver',
  'vehicle',
  'handover',
  'readonly_link',
  'invitation',
  'request',
  'service_request',
  'bulk_change',
  'unusual_fill',
  'user',
  'exception',
  'signal',
  'import',
  'product',
  'mail',
  'station',
  'announcement',
  'api_key',
  'shift',
  'phone',
  'webhook',
  'rule_template',
  'card_group',
  'contract',
  'price_list',
  'period',
  'order',
  'payment',
] as const
export type SubjectKind = (typeof subjectKinds)[number]

export function isSubjectKind(kind: string): kind is SubjectKind {
  return (subjectKinds as readonly string[]).includes(kind)
}
