import { hasItsLetters } from '#app/domain/access/letter-limits.server.ts'
import { withUniformTiming } from '#app/domain/access/uniform-timing.server.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import { addCompany } from '#app/domain/companies/companies.server.ts'
import { type CompanyRow, companyWithBin } from '#app/domain/companies/company-register.server.ts'
import { inviteClient } from '#app/domain/invitations/invitations.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { cursorsOf, type PageCursors, readPageById } from '#app/domain/kernel/page.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import {
  type AccessRequestRow,
  countAccessRequests,
  insertAccessRequest,
  selectAccessRequest,
  selectAccessRequests,
  selectPendingAccessRequest,
  updateAccessRequestDecided,
  updateAccessRequestInvitation,
} from '#db/queries/requests/access-requests.ts'
import type { AccessRequestStatus } from '#db/schema/index.ts'
import {
  type ApproveRequest,
  CONSENT_VERSION,
  type DeclineRequest,
  type RequestAccess,
  type RequestFilter,
} from './requests.input.server.ts'

/**
 * A guest's request for access: it waits for staff and creates no account. The same request sent again while the
 * first waits changes nothing; the answer is the same for every address. Anybody can type anybody's address here, so
 * an address gets three letters an hour at most; the requests themselves all reach staff.
 * @throws DomainError too_many_requests
 */
export async function requestAccess(ctx: Context, input: RequestAccess): Promise<void> {
  await enforceRateLimit(ctx, 'email_form')
  await withUniformTiming(() => transact(ctx, (ctx) => receiveRequest(ctx, input)))
}

async function receiveRequest(ctx: Context, input: RequestAccess): Promise<void> {
  const isSpared = await hasItsLetters(ctx, input.email, ['request_received'])
  if (await selectPendingAccessRequest(ctx.db, input.bin, input.email)) return
  const id = await insertAccessRequest(ctx.db, {
    bin: input.bin,
    company_name: input.companyName,
    contact_name: input.contactName,
    email: input.email,
    phone: input.phone,
    city: input.city,
    comment: input.comment,
    locale: ctx.locale,
    consent_version: CONSENT_VERSION,
    ip: ctx.ip,
  })
  await record(ctx, 'request.received', { kind: 'request', id }, { bin: input.bin })
  if (isSpared) return
  await enqueue(ctx, 'request_received', {
    to: input.email,
    locale: ctx.locale,
    props: { email: input.email, bin: input.bin },
  })
}

export interface RequestPage extends PageCursors {
  requests: AccessRequestRow[]
}

/** Waiting ones the oldest first, decided ones the newest first. */
export async function listRequests(ctx: Context, { status, cursor }: RequestFilter): Promise<RequestPage> {
  requireRight(ctx, 'see_requests')
  const page = await readPageById({
    order: status === 'pending' ? 'oldest' : 'newest',
    cursor,
    read: (request) => selectAccessRequests(ctx.db, { status }, request),
  })
  return { requests: page.rows, ...cursorsOf(page) }
}

/** How many the list has on all its pages, up to 1,000. */
export function countRequests(ctx: Context, filter: { status: AccessRequestStatus }): Promise<number> {
  requireRight(ctx, 'see_requests')
  return countAccessRequests(ctx.db, filter)
}

export interface RequestWithCompany {
  request: AccessRequestRow
  /** The company that has this BIN already: approving invites to it instead of creating another. */
  company: { id: number; name: string; closed: boolean } | null
  /** The contract names another address than the person does. */
  addressDiffers: boolean
  suggestedRole: ClientRole
}

type ClientRole = ApproveRequest['role'] & string

/**
 * Whoever asks first for a new company is its owner. To one that is there already, anybody may ask who knows its BIN:
 * they look on, unless staff or the owner decides otherwise.
 */
function suggestedRole(company: CompanyRow | undefined): ClientRole {
  return company ? 'viewer' : 'owner'
}

/** @throws DomainError request_not_found */
export async function findRequest(ctx: Context, id: number): Promise<RequestWithCompany> {
  requireRight(ctx, 'see_requests')
  const request = (await selectAccessRequest(ctx.db, id)) ?? reject('request_not_found')
  const company = await companyWithBin(ctx.db, request.bin)
  return {
    request,
    company: company ? { id: company.id, name: company.name, closed: company.closed_at !== null } : null,
    addressDiffers: Boolean(company?.email) && company?.email !== request.email,
    suggestedRole: suggestedRole(company),
  }
}

/**
 * Picks the company with the request's BIN or creates it, and sends the invitation.
 * @returns the invitation's id. @throws DomainError request_not_pending, company_closed, conflict_try_again and what inviting rejects.
 */
export function approveRequest(ctx: Context, id: number, input: ApproveRequest): Promise<number> {
  requireRight(ctx, 'decide_requests')
  return transact(ctx, async (ctx) => {
    const request = await decide(ctx, id, { status: 'approved' })
    const company = await companyWithBin(ctx.db, request.bin)
    if (company?.closed_at) reject('company_closed')
    if (input.suggestedRole && input.suggestedRole !== suggestedRole(company)) reject('conflict_try_again')
    const companyId = company?.id ?? (await addCompany(ctx, companyOf(request)))
    const invitation = await inviteClient(ctx, {
      email: request.email,
      companyId,
      role: input.role ?? suggestedRole(company),
      locale: input.locale,
      name: request.contact_name,
    })
    await updateAccessRequestInvitation(ctx.db, id, companyId, invitation.id)
    await record(ctx, 'request.approved', { kind: 'request', id, companyId }, { invitationId: invitation.id })
    return invitation.id
  })
}

/** The reason is mailed to the person in the language of the request. @throws DomainError request_not_pending */
export function declineRequest(ctx: Context, id: number, input: DeclineRequest): Promise<void> {
  requireRight(ctx, 'decide_requests')
  return transact(ctx, async (ctx) => {
    const request = await decide(ctx, id, { status: 'declined', decline_reason: input.reason })
    await record(ctx, 'request.declined', { kind: 'request', id }, { reason: input.reason })
    await enqueue(ctx, 'request_declined', {
      to: request.email,
      locale: request.locale,
      props: { email: request.email, bin: request.bin, reason: input.reason },
    })
  })
}

async function decide(
  ctx: Context,
  id: number,
  decision: Parameters<typeof updateAccessRequestDecided>[2],
): Promise<AccessRequestRow> {
  const request = (await selectAccessRequest(ctx.db, id)) ?? reject('request_not_found')
  const decidedBy = ctx.actor.kind === 'staff' ? ctx.actor.userId : null
  const decided = await updateAccessRequestDecided(ctx.db, id, { ...decision, decided_by: decidedBy })
  if (!decided) reject('request_not_pending')
  return request
}

function companyOf(request: AccessRequestRow) {
  return {
    bin: request.bin,
    name: request.company_name,
    contractNumber: null,
    contractDate: null,
    email: request.email,
    phone: request.phone,
    city: request.city || null,
    locale: request.locale,
  }
}
