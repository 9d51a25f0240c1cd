import type { Context } from '#app/domain/kernel/context.ts'
import { countLettersWithinHour } from '#db/queries/access/links.ts'

const LETTERS_AN_HOUR = 3

/** Whether an address got all the letters of these templates that it may get in an hour: anybody can type anybody's. */
export async function hasItsLetters(ctx: Context, email: string, templates: string[]): Promise<boolean> {
  return (await countLettersWithinHour(ctx.db, email, templates)) >= LETTERS_AN_HOUR
}
