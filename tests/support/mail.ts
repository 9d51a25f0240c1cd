import { sql } from 'kysely'
import type { Context } from '#app/domain/kernel/context.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import type { Urgency } from '#app/domain/mail/priorities.ts'
import type { Mailer } from '#app/domain/mail/provider.ts'
import { resendProvider } from '#app/domain/mail/resend-provider.server.ts'
import type { Db } from '#db/connection/client.server.ts'
import { type OutboxRow, selectAttempts, selectLetter } from '#db/queries/mail/outbox.ts'
import type { ResendStandIn } from './resend-stand-in.ts'

/** What a log was told. */
export interface LogLine {
  level: 'info' | 'warn' | 'error'
  facts: Record<string, unknown>
  words: string
}

/** A sender's equipment: the real SDK against the stand-in, faster than any test needs, and a log to look into. */
export function mailerTo(
  standIn: Pick<ResendStandIn, 'apiKey' | 'baseUrl'>,
  options: { rate?: number; timeoutMs?: number } = {},
): Mailer & { logged: LogLine[] } {
  const { apiKey, baseUrl } = standIn
  const logged: LogLine[] = []
  const say = (level: LogLine['level']) => (facts: object, words: string) => {
    logged.push({ level, facts: { ...facts }, words })
  }
  return {
    provider: resendProvider({ apiKey, baseUrl, rate: 500, timeoutMs: 5_000, ...options }),
    log: { info: say('info'), warn: say('warn'), error: say('error') },
    logged,
  }
}

/** A letter without a link, due at once. */
export function letterTo(ctx: Context, to: string, options: { urgency?: Urgency } = {}): Promise<number> {
  return enqueue(ctx, 'password_changed', {
    to,
    locale: 'ru',
    props: { email: to, changedAt: '05.03.2026, 14:07' },
    ...options,
  })
}

export async function letterOf(db: Db, id: number): Promise<OutboxRow> {
  const row = await selectLetter(db, id)
  if (!row) throw new Error(`no letter ${id}`)
  return row
}

/** The outcomes of a letter's attempts, the oldest first. */
export async function outcomesOf(db: Db, id: number): Promise<string[]> {
  return (await selectAttempts(db, id, 100)).map((attempt) => attempt.outcome).reverse()
}

/** Lets what waits for a moment (a back-off, a pause, a lease) have waited long enough. */
export async function letTimePass(
  db: Db,
  interval: `${number} ${'second' | 'minute' | 'hour'}`,
): Promise<void> {
  const [amount, unit] = interval.split(' ')
  const back = sql.raw(`interval ${amount} ${unit}`)
  await sql`update outbox set due_at = due_at - ${back}, lease_until = lease_until - ${back},
    first_tried_at = first_tried_at - ${back}`.execute(db)
  await sql`update outbox_pauses set until = until - ${back}, since = since - ${back}`.execute(db)
}

export async function emptyOutbox(db: Db): Promise<void> {
  await db.deleteFrom('outbox_attempts').execute()
  await db.deleteFrom('outbox').execute()
  await db.deleteFrom('outbox_pauses').execute()
}
