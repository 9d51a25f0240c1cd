import { countBlockedUsers, userQueryOf } from '#app/domain/accounts/users.server.ts'
import { type AuditEntry, lastAuditEntries } from '#app/domain/audit/audit-log.server.ts'
import { countUnsettled } from '#app/domain/discrepancies/discrepancies.server.ts'
import { importQueryOf } from '#app/domain/imports/import-lists.server.ts'
import { registerKinds } from '#app/domain/imports/parsing/kinds.ts'
import { invitationQueryOf } from '#app/domain/invitations/invitation-lists.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { may, requireRight } from '#app/domain/kernel/rights.ts'
import { letterQueryOf } from '#app/domain/mail/mail.server.ts'
import { isStale } from '#app/domain/registers/staleness.ts'
import { countForStaff, selectLastCommits } from '#db/queries/overview/staff.ts'
import type { RegisterKind } from '#db/schema/index.ts'
import { COUNT_LIMIT } from '#db/sql/count.ts'
import { type StaffCount, staffCounts } from './staff-counts.ts'

const MAX_ACTS = 8

export interface StaffOverview {
  /** Of what is found by reading rows: COUNT_LIMIT + 1 says that there are more than COUNT_LIMIT. */
  counts: Record<StaffCount, number>
  countLimit: number
  /** Of every register, when it last took effect; null: never. */
  registers: { kind: RegisterKind; at: Date | null; stale: boolean }[]
  /** The newest few; none for those who may not see the audit log. */
  acts: AuditEntry[]
}

export async function staffOverview(ctx: Context): Promise<StaffOverview> {
  requireRight(ctx, 'see_staff_pages')
  const { requests, serviceRequests, companies, users } = staffCounts
  const invitations = invitationQueryOf
  const [counts, discrepancies, blocked, commits, acts] = await Promise.all([
    countForStaff(ctx.db, {
      requests,
      serviceRequests,
      reinvites: invitations(staffCounts.reinvites),
      late: invitations(staffCounts.late),
      waiting: invitations(staffCounts.waiting),
      accepted: invitations(staffCounts.accepted),
      expired: invitations(staffCounts.expired),
      revoked: invitations(staffCounts.revoked),
      letters: letterQueryOf(staffCounts.letters),
      bounced: letterQueryOf(staffCounts.bounced),
      imports: importQueryOf(staffCounts.imports),
      companies,
      users: userQueryOf(users),
    }),
    countUnsettled(ctx),
    countBlockedUsers(ctx),
    selectLastCommits(ctx.db),
    may(ctx.actor, 'see_audit') ? lastAuditEntries(ctx, MAX_ACTS) : [],
  ])
  const registers = registerKinds.map((kind) => {
    const at = commits.find((commit) => commit.kind === kind)?.at ?? null
    return { kind, at, stale: at !== null && isStale(kind, at, ctx.now) }
  })
  return { counts: { ...counts, discrepancies, blocked }, countLimit: COUNT_LIMIT, registers, acts }
}
