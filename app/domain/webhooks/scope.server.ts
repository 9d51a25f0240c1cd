import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import {
  type EndpointSelection,
  selectWebhookEndpoint,
  selectWebhookEndpointForUpdate,
  type WebhookEndpointRow,
} from '#db/queries/webhooks/endpoints.ts'

/** Whose endpoints the asker reads: a company's people and systems their own, staff everybody's. @throws DomainError not_allowed */
export function readableBy({ actor }: Pick<Context, 'actor'>): EndpointSelection {
  requireRight({ actor }, 'see_webhooks')
  return { companyId: actor.kind === 'staff' ? undefined : companyIn(actor) }
}

/** Whose endpoints the asker changes: staff those of the retailer only. @throws DomainError not_allowed */
export function changeableBy({ actor }: Pick<Context, 'actor'>): { companyId: number | null } {
  requireRight({ actor }, 'manage_webhooks')
  return { companyId: actor.kind === 'staff' ? null : companyIn(actor) }
}

function companyIn(actor: Context['actor']): number {
  if (actor.kind === 'client') return actor.companyId
  if (actor.kind === 'integration') return actor.companyId ?? reject('key_without_company')
  return reject('not_allowed')
}

/** @throws DomainError not_found */
export async function readEndpoint(
  { db }: Pick<Context, 'db'>,
  id: number,
  selection: EndpointSelection,
): Promise<WebhookEndpointRow> {
  return (await selectWebhookEndpoint(db, id, selection)) ?? reject('not_found')
}

/** @throws DomainError not_found */
export async function holdEndpoint(
  { db }: Pick<Context, 'db'>,
  id: number,
  selection: EndpointSelection,
): Promise<WebhookEndpointRow> {
  return (await selectWebhookEndpointForUpdate(db, id, selection)) ?? reject('not_found')
}

/** How the audit log and messages name it. */
export function namedIn({ name, url }: Pick<WebhookEndpointRow, 'name' | 'url'>) {
  return { name, host: new URL(url).host }
}

export function subjectOf({ id, company_id: companyId }: Pick<WebhookEndpointRow, 'id' | 'company_id'>) {
  return { kind: 'webhook' as const, id, companyId }
}
