import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { formatLetterTime } from '#app/domain/mail/letter-time.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import { type LinkRow, updateLinksRevoked } from '#db/queries/access/links.ts'
import { selectUserByEmail, type UserRow } from '#db/queries/accounts/users.ts'
import { databaseNow } from '#db/sql/now.ts'
import { hasItsLetters } from './letter-limits.server.ts'
import { claimLinkSending, createLinkAnew, findLiveLink, hasJustBeenMailed } from './links.server.ts'

const RESET_LETTERS = ['password_reset']

/**
 * Mails a reset link, one letter a minute and three an hour an account; beyond that silently nothing. A link with
 * half of its life left is mailed again as it is, so that nobody can kill the owner's link by asking for another.
 */
export function sendResetLetter(ctx: Context, user: UserRow): Promise<void> {
  return quietly(() =>
    transact(ctx, async (ctx) => {
      if (await hasItsLetters(ctx, user.email, RESET_LETTERS)) return
      const live = await findLiveLink(ctx, liveKeyOf(user))
      const link =
        live && (await hasHalfItsLife(ctx, live)) ? await claim(ctx, live) : await replace(ctx, user, live)
      if (link) await mail(ctx, user, link)
    }),
  )
}

/** For "send the instructions again": only what was asked for before, and only while it lives. */
export async function repeatResetLetter(ctx: Context, email: string): Promise<void> {
  const user = await selectUserByEmail(ctx.db, email)
  if (!user || user.disabled_at) return
  await transact(ctx, async (ctx) => {
    if (await hasItsLetters(ctx, user.email, RESET_LETTERS)) return
    const live = await findLiveLink(ctx, liveKeyOf(user))
    if (live && (await claim(ctx, live))) await mail(ctx, user, live)
  })
}

async function claim(ctx: Context, link: LinkRow): Promise<LinkRow | null> {
  return (await claimLinkSending(ctx, link)) ? link : null
}

async function replace(ctx: Context, user: UserRow, live: LinkRow | undefined): Promise<LinkRow | null> {
  if (await hasJustBeenMailed(ctx, user.email, RESET_LETTERS)) return null
  if (live) await updateLinksRevoked(ctx.db, { linkId: live.id })
  const link = {
    purpose: 'password_reset',
    email: user.email,
    userId: user.id,
    liveKey: liveKeyOf(user),
  } as const
  return createLinkAnew(ctx, link, { seconds: ctx.settings.resetHours * 3600 })
}

async function mail(ctx: Context, user: UserRow, link: LinkRow): Promise<void> {
  await record(ctx, 'password_reset.requested', { kind: 'user', id: user.id })
  await enqueue(ctx, 'password_reset', {
    to: user.email,
    locale: user.locale,
    props: { email: user.email, validUntil: formatLetterTime(link.expires_at, user.locale) },
    linkId: link.id,
    userId: user.id,
  })
}

async function hasHalfItsLife(ctx: Context, link: LinkRow): Promise<boolean> {
  const now = await databaseNow(ctx.db)
  const life = link.expires_at.getTime() - link.created_at.getTime()
  return link.expires_at.getTime() - now.getTime() >= life / 2
}

function liveKeyOf(user: UserRow): string {
  return `password_reset|${user.id}`
}

/** Of two who ask at once, one makes the link and sends it. */
async function quietly(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
}
