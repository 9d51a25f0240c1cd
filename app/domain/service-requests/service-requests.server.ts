import { record } from '#app/domain/audit/audit.server.ts'
import { findCardsByEnds } from '#app/domain/cards/card-register.server.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { limitsOf } from '#app/domain/cards/cards.ts'
import { holdCompany } from '#app/domain/companies/lock.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type Page, readPageById } from '#app/domain/kernel/page.server.ts'
import { requireClientRightIn, requireRight, requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { updateRequestCouponsFreed } from '#db/queries/service-requests/request-coupons.ts'
import {
  countServiceRequestsIn,
  insertServiceRequest,
  type ServiceRequestRow,
  selectCompanyOfServiceRequest,
  selectServiceRequest,
  selectServiceRequestOf,
  selectServiceRequests,
  selectServiceRequestsAcrossCompanies,
  updateServiceRequestStatus,
} from '#db/queries/service-requests/service-requests.ts'
import type {
  SendServiceRequest,
  ServiceRequestFilter,
  ServiceRequestQueue,
} from './service-requests.input.server.ts'
import { isOpen, openRequestStatuses } from './service-requests.ts'

/** More that wait at once nobody can answer. */
const MAX_OPEN = 200

/** A company's, the newest first. */
export function listServiceRequests(
  ctx: Context,
  companyId: CompanyId,
  { status, cursor }: ServiceRequestFilter,
): Promise<Page<ServiceRequestRow>> {
  requireRightIn(ctx, companyId, 'see_service_requests')
  return readPageById({
    cursor,
    read: (request) => selectServiceRequests(ctx.db, companyId, { status }, request),
  })
}

/** For staff, of every company: those that wait the oldest first, settled ones the newest first. */
export function listServiceRequestsAcrossCompanies(
  ctx: Context,
  { status, cursor }: ServiceRequestQueue,
): Promise<Page<ServiceRequestRow>> {
  requireRight(ctx, 'see_any_company_records')
  const descending = !isOpen(status)
  return readPageById({
    order: descending ? 'newest' : 'oldest',
    cursor,
    read: (request) => selectServiceRequestsAcrossCompanies(ctx.db, { status, descending }, request),
  })
}

/** @throws DomainError service_request_not_found */
export async function findServiceRequest(
  ctx: Context,
  companyId: CompanyId,
  id: number,
): Promise<ServiceRequestRow> {
  requireRightIn(ctx, companyId, 'see_service_requests')
  return (await selectServiceRequest(ctx.db, companyId, id)) ?? reject('service_request_not_found')
}

/** For staff: of any company. @throws DomainError service_request_not_found */
export async function findAnyServiceRequest(ctx: Context, id: number): Promise<ServiceRequestRow> {
  requireRight(ctx, 'see_any_company_records')
  return (await selectServiceRequest(ctx.db, null, id)) ?? reject('service_request_not_found')
}

/**
 * Asks the issuer for something. About one card only one request of a kind waits at a time.
 * @returns its id, which is its number for both sides.
 * @throws DomainError card_not_found, card_unclear, limit_missing, service_request_waiting, service_requests_too_many
 */
export function sendServiceRequest(
  ctx: Context,
  companyId: CompanyId,
  input: SendServiceRequest,
): Promise<number> {
  const sentBy = requireClientRightIn(ctx, companyId, 'send_service_requests') ?? reject('not_allowed')
  return transact(ctx, async (ctx) => {
    await holdCompany(ctx, companyId)
    await requireFewOpen(ctx, companyId)
    const details = await detailsOf(ctx, companyId, input)
    const { kind, comment } = input
    if (details.card_id !== null) {
      const waiting = await selectServiceRequestOf(
        ctx.db,
        companyId,
        details.card_id,
        kind,
        openRequestStatuses,
      )
      if (waiting) reject('service_request_waiting', { field: 'number', params: { number: waiting.id } })
    }
    const id = await insertServiceRequest(ctx.db, {
      company_id: companyId,
      sent_by: sentBy,
      ...{ kind, comment },
      ...details,
    })
    await record(ctx, 'service_request.sent', { kind: 'service_request', id, companyId }, { asked: kind })
    return id
  })
}

/** A step of sending one, after the company was held. */
export async function requireFewOpen(ctx: Context, companyId: CompanyId): Promise<void> {
  if ((await countServiceRequestsIn(ctx.db, companyId, openRequestStatuses)) >= MAX_OPEN)
    reject('service_requests_too_many')
}

const NO_DETAILS = {
  card_id: null,
  cause: null,
  quantity: null,
  limit_period: null,
  limit_wanted: null,
  limit_unit: null,
}

type Details = { [Column in keyof typeof NO_DETAILS]: ServiceRequestRow[Column] }

async function detailsOf(ctx: Context, companyId: CompanyId, input: SendServiceRequest): Promise<Details> {
  switch (input.kind) {
    case 'new_cards':
      return { ...NO_DETAILS, quantity: input.quantity }
    case 'replacement':
      return { ...NO_DETAILS, card_id: await cardOf(ctx, companyId, input.number), cause: input.cause }
    case 'raise_limit':
      return { ...NO_DETAILS, ...(await limitOf(ctx, companyId, input)) }
    case 'correction':
      return {
        ...NO_DETAILS,
        card_id: input.number === '' ? null : await cardOf(ctx, companyId, input.number),
      }
  }
}

async function limitOf(
  ctx: Context,
  companyId: CompanyId,
  { number, period, limit }: Extract<SendServiceRequest, { kind: 'raise_limit' }>,
): Promise<Partial<Details>> {
  const id = await cardOf(ctx, companyId, number)
  const card = await findCard(ctx, companyId, id)
  const present = limitsOf(card).find((one) => one.period === period)
  if (!present) reject('limit_missing', { field: 'period' })
  const wanted = Math.round(limit * (card.limit_unit === 'ml' ? 1_000 : 100))
  if (wanted <= present.limit) reject('limit_not_higher', { field: 'limit' })
  return { card_id: id, limit_period: period, limit_wanted: wanted, limit_unit: card.limit_unit }
}

async function cardOf(ctx: Context, companyId: CompanyId, number: string): Promise<number> {
  const cards = await findCardsByEnds(ctx, companyId, { first: '', last: number })
  const exact = cards.find((card) => card.number === number)
  const [only, another] = cards
  if (exact) return exact.id
  if (!only) return reject('card_not_found', { field: 'number' })
  return another ? reject('card_unclear', { field: 'number' }) : only.id
}

/** The client takes back what nobody works on yet. @throws DomainError service_request_not_found, service_request_not_open */
export function withdrawServiceRequest(ctx: Context, companyId: CompanyId, id: number): Promise<void> {
  requireClientRightIn(ctx, companyId, 'send_service_requests')
  return transact(ctx, async (ctx) => {
    if (!(await selectServiceRequest(ctx.db, companyId, id))) reject('service_request_not_found')
    const actor = 'userId' in ctx.actor ? ctx.actor.userId : null
    const answer = { status: 'withdrawn', settled_by: actor } as const
    if (!(await updateServiceRequestStatus(ctx.db, id, ['sent'], answer))) reject('service_request_not_open')
    await updateRequestCouponsFreed(ctx.db, id)
    await record(ctx, 'service_request.withdrawn', { kind: 'service_request', id, companyId })
  })
}

/** Which of the person's companies a request belongs to: a link to any of them opens it. */
export function companyOfServiceRequest(
  ctx: Context,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  return selectCompanyOfServiceRequest(ctx.db, companyIds, id)
}
