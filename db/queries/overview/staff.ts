import type { Db } from '#db/connection/client.server.ts'
import { selectFromUsers, type UserFilter } from '#db/queries/accounts/users.ts'
import { type CompanyListFilter, selectFromCompanies } from '#db/queries/companies/lists.ts'
import { type ImportListFilter, selectFromImports } from '#db/queries/imports/imports.ts'
import { type InvitationListFilter, selectFromInvitations } from '#db/queries/invitations/lists.ts'
import { type LetterFilter, selectFromOutbox } from '#db/queries/mail/outbox.ts'
import { selectFromAccessRequests } from '#db/queries/requests/access-requests.ts'
import { selectFromServiceRequests } from '#db/queries/service-requests/service-requests.ts'
import type { AccessRequestStatus, RegisterKind, ServiceRequestStatus } from '#db/schema/index.ts'
import { COUNT_LIMIT, counted } from '#db/sql/count.ts'

export interface StaffFilters {
  requests: { status: AccessRequestStatus }
  serviceRequests: { status: ServiceRequestStatus }
  reinvites: InvitationListFilter
  late: InvitationListFilter
  waiting: InvitationListFilter
  accepted: InvitationListFilter
  expired: InvitationListFilter
  revoked: InvitationListFilter
  letters: LetterFilter
  bounced: LetterFilter
  imports: ImportListFilter
  companies: CompanyListFilter
  users: UserFilter
}

/** How many rows the lists have that are narrowed so; what is found by reading rows up to COUNT_LIMIT and one more. */
export async function countForStaff(
  db: Db,
  filters: StaffFilters,
): Promise<Record<keyof StaffFilters, number>> {
  const most = COUNT_LIMIT + 1
  const invitations = (filter: InvitationListFilter) =>
    counted(selectFromInvitations(db, filter).select('i.id').limit(most))
  const letters = (filter: LetterFilter) => counted(selectFromOutbox(db, filter).select('id').limit(most))
  return db
    .selectNoFrom([
      counted(selectFromAccessRequests(db, filters.requests).select('id').limit(most)).as('requests'),
      counted(selectFromServiceRequests(db, filters.serviceRequests).select('id').limit(most)).as(
        'serviceRequests',
      ),
      invitations(filters.reinvites).as('reinvites'),
      invitations(filters.late).as('late'),
      invitations(filters.waiting).as('waiting'),
      invitations(filters.accepted).as('accepted'),
      invitations(filters.expired).as('expired'),
      invitations(filters.revoked).as('revoked'),
      letters(filters.letters).as('letters'),
      letters(filters.bounced).as('bounced'),
      counted(selectFromImports(db, filters.imports).select('imports.id').limit(most)).as('imports'),
      counted(selectFromCompanies(db, filters.companies).select('id')).as('companies'),
      counted(selectFromUsers(db, filters.users).select('id')).as('users'),
    ])
    .executeTakeFirstOrThrow()
}

/** When each register last took effect. */
export async function selectLastCommits(db: Db): Promise<{ kind: RegisterKind; at: Date }[]> {
  const rows = await db
    .selectFrom('imports')
    .select(['kind', (eb) => eb.fn.max('committed_at').as('at')])
    .where('status', '=', 'committed')
    .groupBy('kind')
    .execute()
  return rows.flatMap(({ kind, at }) => (at ? [{ kind, at }] : []))
}
