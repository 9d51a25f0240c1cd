import type { UserFilter } from '#app/domain/accounts/accounts.input.server.ts'
import type { CompanyFilter } from '#app/domain/companies/companies.input.server.ts'
import type { DiscrepancyFilter } from '#app/domain/discrepancies/discrepancies.input.server.ts'
import type { ImportFilter } from '#app/domain/imports/imports.input.server.ts'
import type { InvitationFilter } from '#app/domain/invitations/invitations.input.server.ts'
import type { MailFilter } from '#app/domain/mail/mail.input.server.ts'
import type { RequestFilter } from '#app/domain/requests/requests.input.server.ts'
import type { ServiceRequestQueue } from '#app/domain/service-requests/service-requests.input.server.ts'

/**
 * Every count on the pages of the staff, as the filter of the list that it leads to: counting and the link both read
 * it here, so that a count and the rows behind it cannot differ.
 */
export const staffCounts = {
  requests: { status: 'pending' } satisfies RequestFilter,
  serviceRequests: { status: 'sent' } satisfies ServiceRequestQueue,
  reinvites: { reinvite: '1' } satisfies InvitationFilter,
  late: { state: 'late' } satisfies InvitationFilter,
  letters: { status: 'stopped' } satisfies MailFilter,
  imports: { status: 'undecided' } satisfies ImportFilter,
  discrepancies: { status: 'open' } satisfies Pick<DiscrepancyFilter, 'status'>,
  companies: { status: 'open' } satisfies CompanyFilter,
  users: { kind: 'client' } satisfies UserFilter,
  blocked: { state: 'blocked' } satisfies UserFilter,
  bounced: { delivery: 'bounced' } satisfies MailFilter,
  waiting: { state: 'waiting' } satisfies InvitationFilter,
  accepted: { state: 'accepted' } satisfies InvitationFilter,
  expired: { state: 'expired' } satisfies InvitationFilter,
  revoked: { state: 'revoked' } satisfies InvitationFilter,
} as const

export type StaffCount = keyof typeof staffCounts
