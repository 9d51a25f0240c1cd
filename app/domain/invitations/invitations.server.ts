import type { Context } from '#app/domain/kernel/context.ts'
import { normaliseEmail } from '#app/domain/kernel/email.input.server.ts'
import { DomainError, type ErrorCode, reject } from '#app/domain/kernel/errors.ts'
import { requireOwnTeam, requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { stationForRole } from '#app/domain/stations/cashier-station.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import { revokeLinks } from '#db/queries/access/links.ts'
import { selectMembership } from '#db/queries/accounts/memberships.ts'
import { selectUserByEmail } from '#db/queries/accounts/users.ts'
import { selectCompany } from '#db/queries/companies/companies.ts'
import {
  type InvitationRow,
  insertInvitation,
  retireExpiredInvitation,
  selectInvitation,
  selectInvitationByLiveKey,
} from '#db/queries/invitations/invitations.ts'
import type { ClientRole, Locale, StaffRole } from '#db/schema/index.ts'
import { record } from '../audit/audit.server.ts'
import { enforceRateLimit } from '../rate-limits/rate-limits.server.ts'
import { createInvitationLink, liveKeyOf, sendInvitationLetter } from './invitation-letters.server.ts'
import type { InviteColleague, InviteStaff } from './invitations.input.server.ts'
import { spareAddress } from './repeated-letters.server.ts'

export interface Invited {
  id: number
  email: string
}

export interface InviteClientInput {
  /** In its stored form (`Email`). */
  email: string
  companyId: number
  role: ClientRole
  locale: Locale
  name?: string
}

/**
 * Invites a person to a company: the invitation, its audit row and its letter commit together.
 *
 * @throws DomainError already_invited (params.invitationId), already_member, email_is_staff, account_disabled,
 * company_not_found, company_closed, too_many_requests.
 */
export async function inviteClient(ctx: Context, input: InviteClientInput): Promise<Invited> {
  requireRight(ctx, 'invite_clients')
  await enforceRateLimit(ctx, 'invitation')
  return transact(ctx, (ctx) => addClientInvitation(ctx, input))
}

/** An owner invites to the own company. @throws as inviteClient */
export async function inviteColleague(ctx: Context, input: InviteColleague): Promise<Invited> {
  const companyId = requireOwnTeam(ctx)
  await enforceRateLimit(ctx, 'invitation')
  return transact(ctx, async (ctx) => {
    await spareAddress(ctx, input.email)
    return addClientInvitation(ctx, { ...input, companyId })
  })
}

/**
 * @throws DomainError already_invited, email_is_staff, email_is_client, station_required, station_needless,
 * station_not_found, too_many_requests.
 */
export async function inviteStaff(
  ctx: Context,
  input: Omit<InviteStaff, 'name' | 'station'> & { name?: string; station?: string | undefined },
): Promise<Invited> {
  requireRight(ctx, 'invite_staff')
  await enforceRateLimit(ctx, 'invitation')
  return transact(ctx, async (ctx) => {
    const account = await selectUserByEmail(ctx.db, input.email)
    if (account) reject(account.staff_role ? 'email_is_staff' : 'email_is_client', { field: 'email' })
    const stationId = await stationForRole(ctx, input.role, input.station)
    return addInvitation(ctx, { ...input, companyId: null, role: null, staffRole: input.role, stationId })
  })
}

export interface ContactOutcome {
  companyId: number
  /** Empty when there is no such company. */
  name: string
  outcome: 'invited' | ErrorCode
  invitationId?: number
}

/** Invites the address in each company's contract as its owner; one result a company, in the order given. */
export async function inviteCompanyContacts(
  ctx: Context,
  companyIds: number[],
  locale: Locale = 'ru',
): Promise<ContactOutcome[]> {
  requireRight(ctx, 'invite_clients')
  const outcomes: ContactOutcome[] = []
  for (const companyId of new Set(companyIds)) outcomes.push(await inviteContact(ctx, companyId, locale))
  return outcomes
}

async function inviteContact(ctx: Context, companyId: number, locale: Locale): Promise<ContactOutcome> {
  const company = await selectCompany(ctx.db, companyId)
  const name = company?.name ?? ''
  try {
    if (!company) reject('company_not_found')
    const email = company.email ? normaliseEmail(company.email) : reject('company_without_email')
    if (!email) reject('email_invalid')
    await enforceRateLimit(ctx, 'invitation')
    const input = { email, companyId, role: 'owner', locale } as const
    const invited = await transact(ctx, (ctx) => addClientInvitation(ctx, input, { bulk: true }))
    return { companyId, name, outcome: 'invited', invitationId: invited.id }
  } catch (error) {
    if (error instanceof DomainError && error.status < 500) return { companyId, name, outcome: error.code }
    throw error
  }
}

async function addClientInvitation(
  ctx: Context,
  input: InviteClientInput,
  options: { bulk?: boolean } = {},
): Promise<Invited> {
  const company = (await selectCompany(ctx.db, input.companyId)) ?? reject('company_not_found')
  if (company.closed_at) reject('company_closed')
  const account = await selectUserByEmail(ctx.db, input.email)
  if (account?.staff_role) reject('email_is_staff', { field: 'email' })
  if (account && (await selectMembership(ctx.db, company.id, account.id)))
    reject('already_member', { field: 'email' })
  // A colleague may not learn what staff did to somebody's account.
  if (account?.disabled_at && ctx.actor.kind !== 'client') reject('account_disabled', { field: 'email' })
  return addInvitation(ctx, { ...input, staffRole: null, stationId: null }, options)
}

interface NewInvitation {
  email: string
  companyId: number | null
  role: ClientRole | null
  staffRole: StaffRole | null
  stationId: number | null
  /** Its code, for the audit log. */
  station?: string | undefined
  locale: Locale
  name?: string
}

async function addInvitation(
  ctx: Context,
  input: NewInvitation,
  options: { bulk?: boolean } = {},
): Promise<Invited> {
  const liveKey = liveKeyOf({ email: input.email, company_id: input.companyId })
  const expired = await retireExpiredInvitation(ctx.db, liveKey)
  if (expired) await revokeLinks(ctx.db, { invitationId: expired })
  const invitation = await insert(ctx, input, liveKey)
  const link = await createInvitationLink(ctx, invitation, { seconds: ctx.settings.invitationDays * 86_400 })
  await record(
    ctx,
    'invitation.sent',
    { kind: 'invitation', id: invitation.id, companyId: input.companyId },
    {
      email: input.email,
      role: input.role ?? input.staffRole,
      ...(input.station && { station: input.station }),
    },
  )
  await sendInvitationLetter(ctx, invitation, link, options)
  return { id: invitation.id, email: invitation.email }
}

async function insert(ctx: Context, input: NewInvitation, liveKey: string): Promise<InvitationRow> {
  try {
    const id = await insertInvitation(
      ctx.db,
      {
        email: input.email,
        name: input.name ?? '',
        company_id: input.companyId,
        role: input.role,
        staff_role: input.staffRole,
        station_id: input.stationId,
        locale: input.locale,
        invited_by: 'userId' in ctx.actor ? ctx.actor.userId : null,
        live_key: liveKey,
      },
      ctx.settings.invitationDays,
    )
    return (await selectInvitation(ctx.db, id)) ?? reject('invitation_not_found')
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    const first = await selectInvitationByLiveKey(ctx.db, liveKey)
    reject('already_invited', { field: 'email', params: first ? { invitationId: first.id } : {} })
  }
}
