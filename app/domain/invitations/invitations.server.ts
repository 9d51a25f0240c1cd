import { revokeLinksOf } from '#app/domain/access/links.server.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import { DAY_SECONDS } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireOwnTeam, requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import type { Urgency } from '#app/domain/mail/priorities.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { stationForRole } from '#app/domain/stations/cashier-station.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import { selectCompany } from '#db/queries/companies/companies.ts'
import {
  type InvitationRow,
  insertInvitation,
  selectInvitation,
  selectInvitationByLiveKey,
  updateExpiredInvitationReplaced,
} from '#db/queries/invitations/invitations.ts'
import type { ClientRole, Locale, StaffRole } from '#db/schema/index.ts'
import { assertInvitable, assertNewToStaff } from './invitable.server.ts'
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

/** An owner invites to the own company; every address outside of it gets the same answer. @throws as inviteClient */
export async function inviteColleague(ctx: Context, input: InviteColleague): Promise<Invited> {
  const companyId = requireOwnTeam(ctx)
  await enforceRateLimit(ctx, 'invitation')
  return transact(ctx, async (ctx) => {
    await spareAddress(ctx, companyId, input.email)
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
    await assertNewToStaff(ctx, input.email)
    const stationId = await stationForRole(ctx, input.role, input.station)
    return addInvitation(ctx, { ...input, companyId: null, role: null, staffRole: input.role, stationId })
  })
}

/** A step of inviting, in the caller's transaction. @throws as inviteClient */
export async function addClientInvitation(
  ctx: Context,
  input: InviteClientInput,
  urgency?: Urgency,
): Promise<Invited> {
  const company = (await selectCompany(ctx.db, input.companyId)) ?? reject('company_not_found')
  if (company.closed_at) reject('company_closed')
  await assertInvitable(ctx, input.email, company.id)
  return addInvitation(ctx, { ...input, staffRole: null, stationId: null }, urgency)
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

async function addInvitation(ctx: Context, input: NewInvitation, urgency?: Urgency): Promise<Invited> {
  const liveKey = liveKeyOf({ email: input.email, company_id: input.companyId })
  const expired = await updateExpiredInvitationReplaced(ctx.db, liveKey)
  if (expired) await revokeLinksOf(ctx, expired)
  const invitation = await insert(ctx, input, liveKey)
  const link = await createInvitationLink(ctx, invitation, {
    seconds: ctx.settings.invitationDays * DAY_SECONDS,
  })
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
  await sendInvitationLetter(ctx, invitation, link, urgency)
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
