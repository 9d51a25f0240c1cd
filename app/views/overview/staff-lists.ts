import { type StaffCount, staffCounts } from '#app/domain/overview/staff-counts.ts'
import { listHref } from '#app/ui/list/list-hrefs.ts'

const lists: Record<StaffCount, string> = {
  requests: '/admin/requests',
  serviceRequests: '/admin/service-requests',
  reinvites: '/admin/invitations',
  late: '/admin/invitations',
  letters: '/admin/mail',
  imports: '/admin/imports',
  discrepancies: '/admin/exceptions',
  companies: '/admin/companies',
  users: '/admin/users',
  blocked: '/admin/users',
  bounced: '/admin/mail',
  waiting: '/admin/invitations',
  accepted: '/admin/invitations',
  expired: '/admin/invitations',
  revoked: '/admin/invitations',
}

/** The list with exactly the rows that the count counts. */
export function hrefOf(count: StaffCount): string {
  return listHref(lists[count], staffCounts[count])
}
