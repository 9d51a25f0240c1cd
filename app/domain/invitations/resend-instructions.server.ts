import { repeatResetLetter } from '#app/domain/access/reset-letter.server.ts'
import { withUniformTiming } from '#app/domain/access/uniform-timing.server.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { selectUserByEmail } from '#db/queries/accounts/users.ts'
import { selectWaitingInvitations, updateReinviteRequested } from '#db/queries/invitations/invitations.ts'
import { isFulfilled } from './invitable.server.ts'
import { repeatInvitations } from './repeated-letters.server.ts'

/**
 * A guest's "send the instructions again": repeats whatever the address waits for, an invitation or a reset,
 * without lengthening its life. For an expired invitation a letter says so, and staff see the request.
 * Every address gets the same answer after the same time. @throws DomainError too_many_requests
 */
export async function resendInstructions(ctx: Context, email: string): Promise<void> {
  await enforceRateLimit(ctx, 'email_form')
  await withUniformTiming(async () => {
    await repeatInvitations(ctx, email)
    await transact(ctx, (ctx) => noteReinviteRequests(ctx, email))
    await repeatResetLetter(ctx, email)
  })
}

/** Staff see one request of an invitation in so long. */
const HOURS_BETWEEN_REQUESTS = 1

/** One letter, however many of the address's invitations have expired, and none while one of them lives. */
async function noteReinviteRequests(ctx: Context, email: string): Promise<void> {
  const waiting = await selectWaitingInvitations(ctx.db, email)
  if (waiting.some(({ live }) => live)) return
  let news: (typeof waiting)[number] | undefined
  for (const invitation of waiting) {
    if (await isFulfilled(ctx, invitation)) continue
    if (!(await updateReinviteRequested(ctx.db, invitation.id, HOURS_BETWEEN_REQUESTS))) continue
    news ??= invitation
    const subject = { kind: 'invitation' as const, id: invitation.id, companyId: invitation.company_id }
    await record(ctx, 'invitation.wished', subject, { email })
  }
  if (!news) return
  const account = await selectUserByEmail(ctx.db, email)
  await enqueue(ctx, 'invitation_expired_notice', {
    to: news.email,
    locale: account?.locale ?? news.locale,
    props: { email: news.email },
    invitationId: news.id,
  })
}
