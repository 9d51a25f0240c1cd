import { record } from '#app/domain/audit/audit.server.ts'
import { webhookTypesIn } from '#app/domain/events/webhook-types.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { cursorsOf, type PageCursors, readPageById } from '#app/domain/kernel/page.server.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { updateWaitingDeliveriesFailed } from '#db/queries/webhooks/deliveries.ts'
import {
  countWebhookEndpoints,
  insertWebhookEndpoint,
  selectWebhookEndpoints,
  updateWebhookDeleted,
  updateWebhookDisabled,
  updateWebhookEnabled,
  updateWebhookEndpoint,
  updateWebhookSecret,
  type WebhookEndpointRow,
} from '#db/queries/webhooks/endpoints.ts'
import { acceptedUrl } from './address-guard.server.ts'
import { changeableBy, holdEndpoint, namedIn, readableBy, readEndpoint, subjectOf } from './scope.server.ts'
import { newWebhookSecret, sealWebhookSecret } from './secrets.server.ts'
import type { WebhookInput } from './webhooks.input.server.ts'
import { typesFor, type WebhookEndpoint } from './webhooks.ts'

/** For so long the secret before a rotation signs beside the new one. */
const ROTATION_SECONDS = 24 * 3_600
const MAX_ENDPOINTS = 20

export interface WebhookEndpointPage extends PageCursors {
  endpoints: WebhookEndpoint[]
}

/** The newest first: a company's own; for staff everybody's. */
export async function listWebhooks(ctx: Context, cursor?: string | undefined): Promise<WebhookEndpointPage> {
  const selection = readableBy(ctx)
  const page = await readPageById({
    cursor,
    read: (request) => selectWebhookEndpoints(ctx.db, selection, request),
  })
  return { endpoints: page.rows.map((row) => endpointOf(row, ctx.now)), ...cursorsOf(page) }
}

/** @throws DomainError not_found */
export async function findWebhook(ctx: Context, id: number): Promise<WebhookEndpoint> {
  return endpointOf(await readEndpoint(ctx, id, readableBy(ctx)), ctx.now)
}

export interface WebhookWithSecret {
  id: number
  /** Shown once; nobody can read it again. */
  secret: string
}

/** @throws DomainError invalid; conflict_try_again beyond the limit of endpoints */
export function createWebhook(ctx: Context, input: WebhookInput): Promise<WebhookWithSecret> {
  const { companyId } = changeableBy(ctx)
  const row = rowOf(ctx, input, companyId)
  return transact(ctx, async (ctx) => {
    if ((await countWebhookEndpoints(ctx.db, companyId)) >= MAX_ENDPOINTS) reject('conflict_try_again')
    const id = await insertWebhookEndpoint(ctx.db, { ...row, company_id: companyId })
    const secret = newWebhookSecret()
    await updateWebhookSecret(ctx.db, id, sealWebhookSecret(ctx.keyring, id, secret))
    await record(ctx, 'webhook.created', { kind: 'webhook', id, companyId }, namedIn(row))
    return { id, secret }
  })
}

/** @throws DomainError not_found, and as createWebhook */
export function editWebhook(ctx: Context, id: number, input: WebhookInput): Promise<void> {
  const selection = changeableBy(ctx)
  const row = rowOf(ctx, input, selection.companyId)
  return transact(ctx, async (ctx) => {
    const before = await holdEndpoint(ctx, id, selection)
    const fields = (['name', 'url', 'types'] as const).filter((field) => before[field] !== row[field])
    if (fields.length === 0) return
    await updateWebhookEndpoint(ctx.db, id, row)
    const named = fields.map((field) => (field === 'name' ? 'system_name' : field))
    await record(ctx, 'webhook.edited', subjectOf(before), { ...namedIn(row), fields: named })
  })
}

/** Another secret; the present one signs beside it for a day. @throws DomainError not_found */
export function rotateWebhookSecret(ctx: Context, id: number): Promise<WebhookWithSecret> {
  const selection = changeableBy(ctx)
  return transact(ctx, async (ctx) => {
    const row = await holdEndpoint(ctx, id, selection)
    const secret = newWebhookSecret()
    const previous = { ciphertext: row.secret, keyId: row.secret_key_id, seconds: ROTATION_SECONDS }
    await updateWebhookSecret(ctx.db, id, sealWebhookSecret(ctx.keyring, id, secret), previous)
    await record(ctx, 'webhook.secret_rotated', subjectOf(row), namedIn(row))
    return { id, secret }
  })
}

/** Nothing is sent any more, and what waited is not delivered. Twice is once. @throws DomainError not_found */
export function disableWebhook(ctx: Context, id: number): Promise<{ name: string }> {
  const selection = changeableBy(ctx)
  return transact(ctx, async (ctx) => {
    const row = await holdEndpoint(ctx, id, selection)
    if (!(await updateWebhookDisabled(ctx.db, id, 'person'))) return { name: row.name }
    await updateWaitingDeliveriesFailed(ctx.db, id, 'endpoint_disabled')
    await record(ctx, 'webhook.disabled', subjectOf(row), { ...namedIn(row), why: 'person' })
    return { name: row.name }
  })
}

/** From now on; what happened meanwhile is not sent. @throws DomainError not_found */
export function enableWebhook(ctx: Context, id: number): Promise<{ name: string }> {
  const selection = changeableBy(ctx)
  return transact(ctx, async (ctx) => {
    const row = await holdEndpoint(ctx, id, selection)
    if (await updateWebhookEnabled(ctx.db, id))
      await record(ctx, 'webhook.enabled', subjectOf(row), namedIn(row))
    return { name: row.name }
  })
}

/** @throws DomainError not_found */
export function deleteWebhook(ctx: Context, id: number): Promise<{ name: string }> {
  const selection = changeableBy(ctx)
  return transact(ctx, async (ctx) => {
    const row = await holdEndpoint(ctx, id, selection)
    await updateWebhookDeleted(ctx.db, id)
    await updateWaitingDeliveriesFailed(ctx.db, id, 'endpoint_disabled')
    await record(ctx, 'webhook.deleted', subjectOf(row), namedIn(row))
    return { name: row.name }
  })
}

function rowOf({ settings }: Context, { name, url: text, typeIds }: WebhookInput, companyId: number | null) {
  const url = acceptedUrl(text, { allowLoopback: settings.webhookLoopback })
  if (!url) reject('invalid', { field: 'url' })
  if (typeIds.some((type) => !typesFor(companyId !== null).includes(type)))
    reject('invalid', { field: 'typeIds' })
  return { name, url: url.href, types: typeIds.join(' ') }
}

function endpointOf(row: WebhookEndpointRow, now: Date): WebhookEndpoint {
  const { company_id: companyId, previous_until: until } = row
  return {
    ...{ id: row.id, name: row.name, url: row.url, types: webhookTypesIn(row.types) },
    status: row.status === 'active' ? 'active' : 'disabled',
    disabledReason: row.disabled_reason,
    company: companyId === null ? null : { id: companyId, name: row.company_name ?? '' },
    failingSince: row.failing_since,
    previousUntil: until && until > now ? until : null,
    createdAt: row.created_at,
  }
}
