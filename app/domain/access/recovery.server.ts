import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { formatLetterTime } from '#app/domain/mail/letter-time.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import { askerOf } from '#app/domain/rate-limits/asker.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { type LinkRow, updateLinksRevoked } from '#db/queries/access/links.ts'
import { deleteSessionsOf } from '#db/queries/access/sessions.ts'
import { selectUserById, type UserRow, updatePassword } from '#db/queries/accounts/users.ts'
import { databaseNow } from '#db/sql/now.ts'
import { actingAs } from './acting-as.ts'
import { consumeLink, openLink } from './links.server.ts'
import { assertAcceptablePassword } from './password-policy.server.ts'
import { liftBlockOf } from './sign-in-attempts.server.ts'

export interface OpenedReset {
  publicId: string
  /** Whose password it sets. */
  email: string
}

/** What the page of a reset link shows; changes nothing. @throws DomainError link_dead */
export async function openPasswordReset(ctx: Context, token: string): Promise<OpenedReset> {
  const { link, user } = await openFor(ctx, token)
  return { publicId: link.public_id, email: user.email }
}

/**
 * Sets the password by a link: the block is lifted, every session and every other link of the person ends. An
 * account that staff disabled stays disabled. The link survives a password that is refused.
 *
 * @throws DomainError link_dead, password_*, too_many_requests.
 */
export async function resetPassword(ctx: Context, token: string, input: { password: string }): Promise<void> {
  await enforceRateLimit(ctx, 'link_post')
  const { link, user } = await openFor(ctx, token)
  assertAcceptablePassword(ctx.settings, input.password, user.email)
  const passwordHash = await ctx.hasher.hash(input.password, askerOf(ctx))
  await transact(ctx, async (ctx) => {
    await consumeLink(ctx, link)
    await updatePassword(ctx.db, user.id, passwordHash)
    await endEverythingOpen(ctx, user)
    await liftBlockOf(ctx, user.email)
    await record(actingAs(ctx, user), 'password.reset', { kind: 'user', id: user.id })
    await tellOwner(ctx, user)
  })
}

/** Sessions and links that an older password let in. */
export async function endEverythingOpen(ctx: Context, user: UserRow): Promise<void> {
  await deleteSessionsOf(ctx.db, user.id)
  await updateLinksRevoked(ctx.db, { email: user.email })
}

/** "Your password was changed": so that a theft does not stay unnoticed. */
export async function tellOwner(ctx: Context, user: UserRow): Promise<void> {
  const changedAt = formatLetterTime(await databaseNow(ctx.db), user.locale)
  await enqueue(ctx, 'password_changed', {
    to: user.email,
    locale: user.locale,
    props: { email: user.email, changedAt },
    userId: user.id,
  })
}

async function openFor(ctx: Context, token: string): Promise<{ link: LinkRow; user: UserRow }> {
  const link = await openLink(ctx, 'password_reset', token)
  const user = link.user_id === null ? undefined : await selectUserById(ctx.db, link.user_id)
  return user ? { link, user } : reject('link_dead')
}
