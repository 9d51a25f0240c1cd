import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { cursorsOf, type PageCursors, readPageById } from '#app/domain/kernel/page.server.ts'
import { PAGE_SIZE } from '#app/domain/kernel/page-size.ts'
import { requireOwnTeam, requireRight } from '#app/domain/kernel/rights.ts'
import { latestLettersOf } from '#app/domain/mail/outbox.server.ts'
import {
  type InvitationListFilter,
  type ListedInvitationRow,
  selectInvitations,
  selectListedInvitation,
} from '#db/queries/invitations/lists.ts'
import type { ClientRole, DeliveryStatus, Locale, OutboxStatus, StaffRole } from '#db/schema/index.ts'
import { firstRows } from '#db/sql/page-request.ts'
import type { InvitationFilter } from './invitations.input.server.ts'
import { type InvitationState, invitationState, LATE_AFTER_DAYS } from './invitations.ts'

export interface ListedInvitation {
  id: number
  email: string
  name: string
  companyId: number | null
  companyName: string | null
  role: ClientRole | null
  staffRole: StaffRole | null
  /** Of a cashier. */
  station: { code: string; name: string } | null
  locale: Locale
  state: InvitationState
  sentAt: Date
  expiresAt: Date
  acceptedAt: Date | null
  revokedAt: Date | null
  /** When its owner asked for a new one. */
  reinviteRequestedAt: Date | null
  /** Null when the system did. */
  invitedBy: string | null
  /** The account that accepted it. */
  userId: number | null
  /** What became of its last letter. */
  letter: { id: number; status: OutboxStatus; delivery: DeliveryStatus | null; at: Date | null } | null
}

export interface InvitationPage extends PageCursors {
  invitations: ListedInvitation[]
}

/** Newest first, 50 a page. */
export async function listInvitations(ctx: Context, filter: InvitationFilter): Promise<InvitationPage> {
  requireRight(ctx, 'see_invitations')
  const page = await readPageById({
    cursor: filter.cursor,
    read: (request) => selectInvitations(ctx.db, invitationQueryOf(filter), request),
  })
  return { invitations: await describe(ctx, page.rows), ...cursorsOf(page) }
}

/** A URL's filter as the query's. */
export function invitationQueryOf({ q, state, reinvite, companyId }: InvitationFilter): InvitationListFilter {
  return {
    ...{ q, companyId, reinviteRequested: reinvite === '1' },
    ...(state === 'late' ? { state: 'waiting', sentDaysAgo: LATE_AFTER_DAYS } : { state }),
  }
}

/** @throws DomainError invitation_not_found */
export async function findListedInvitation(ctx: Context, id: number): Promise<ListedInvitation> {
  requireRight(ctx, 'see_invitations')
  const row = (await selectListedInvitation(ctx.db, id)) ?? reject('invitation_not_found')
  const [invitation] = await describe(ctx, [row])
  return invitation ?? reject('invitation_not_found')
}

/** Those of the owner's company that were not accepted, newest first. */
export async function listColleagueInvitations(ctx: Context): Promise<ListedInvitation[]> {
  const companyId = requireOwnTeam(ctx)
  const page = firstRows(PAGE_SIZE)
  const rows = [
    ...(await selectInvitations(ctx.db, { companyId, state: 'waiting' }, page)),
    ...(await selectInvitations(ctx.db, { companyId, state: 'expired' }, page)),
  ]
  return describe(ctx, rows)
}

async function describe(ctx: Context, rows: ListedInvitationRow[]): Promise<ListedInvitation[]> {
  const letters = await latestLettersOf(
    ctx.db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => {
    const letter = letters.find((candidate) => candidate.invitation_id === row.id)
    return {
      id: row.id,
      email: row.email,
      name: row.name,
      companyId: row.company_id,
      companyName: row.company_name,
      role: row.role,
      staffRole: row.staff_role,
      station: row.station_code === null ? null : { code: row.station_code, name: row.station_name ?? '' },
      locale: row.locale,
      state: invitationState(row, row.now),
      sentAt: row.sent_at,
      expiresAt: row.expires_at,
      acceptedAt: row.accepted_at,
      revokedAt: row.revoked_at,
      reinviteRequestedAt: row.wished_at,
      invitedBy: row.inviter_email,
      userId: row.user_id,
      letter: letter
        ? {
            id: letter.id,
            status: letter.status,
            delivery: letter.delivery,
            at: letter.delivery_at ?? letter.sent_at,
          }
        : null,
    }
  })
}
