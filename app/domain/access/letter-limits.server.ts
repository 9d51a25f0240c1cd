import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { takeTurn } from '#app/domain/rate-limits/rate-limits.server.ts'
import { countInvitationsWithinHour, countLettersWithinHour } from '#db/queries/access/links.ts'

const LETTERS_AN_HOUR = 3

/**
 * Whether an address got all the letters of these templates that it may get in an hour: anybody can type anybody's. Call
 * it in the transaction that writes the letter: who asks for one at the same time waits until that ends.
 */
export async function hasItsLetters(ctx: Context, email: string, templates: string[]): Promise<boolean> {
  await takeTurn(ctx, `letters|${email}`)
  return (await countLettersWithinHour(ctx.db, email, templates)) >= LETTERS_AN_HOUR
}

/** As above, of the invitations of one company: who is told so must not learn what others sent. */
export async function hasItsInvitations(
  ctx: Context,
  companyId: CompanyId,
  email: string,
  templates: string[],
): Promise<boolean> {
  await takeTurn(ctx, `letters|${email}`)
  return (await countInvitationsWithinHour(ctx.db, companyId, email, templates)) >= LETTERS_AN_HOUR
}
