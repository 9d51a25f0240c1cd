/** Claiming by compare-and-set: `for update` and named locks let two nodes of a Galera cluster take the same row. */
import { type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { LinksTable } from '#db/schema/index.ts'
import { inSeconds, now } from '#db/sql/now.ts'
import type { OutboxRow } from './outbox.ts'

/** What the sender needs of a letter. */
export interface ClaimedLetter
  extends Pick<
    OutboxRow,
    | 'id'
    | 'template'
    | 'from_email'
    | 'reply_to'
    | 'public_url'
    | 'to_email'
    | 'subject'
    | 'html'
    | 'text'
    | 'attempts'
    | 'provider_id'
  > {
  leaseToken: Buffer
  /** No earlier attempt may have reached the provider. */
  untried: boolean
  /** The provider is about to forget the idempotency key: a blind repeat could send twice. */
  keyExpires: boolean
  /** The link that its placeholder stands for; `alive` by the database's clock. */
  link:
    | (Pick<Selectable<LinksTable>, 'id' | 'public_id' | 'purpose' | 'nonce' | 'token_hash'> & {
        alive: boolean
      })
    | null
}

/** What may be leased, as it was seen. */
export interface DueLetter {
  id: number
  priority: number
  due_at: Date
  attempts: number
  status: OutboxRow['status']
  first_tried_at: Date | null
}

/**
 * What is due, priority by priority in the order given, each in the order of its queue. A letter whose worker went away
 * (its lease is over) is due again at the place that it had.
 */
export async function selectDueLetters(
  db: Db,
  limit: number,
  priorities: readonly number[],
): Promise<DueLetter[]> {
  const columns = ['id', 'priority', 'due_at', 'attempts', 'status', 'first_tried_at'] as const
  const waiting = (priority: number, atMost: number) =>
    db
      .selectFrom('outbox')
      .select(columns)
      .where('status', '=', 'pending')
      .where('priority', '=', priority)
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .orderBy('id')
      .limit(atMost)
      .execute()
  const abandoned: DueLetter[] = await db
    .selectFrom('outbox')
    .select(columns)
    .where('status', '=', 'sending')
    .where('lease_until', '<', now)
    .orderBy('due_at')
    .orderBy('id')
    .execute()
  const found: DueLetter[] = []
  for (const priority of priorities) {
    const room = limit - found.length
    if (room <= 0) break
    const letters = abandoned.filter((letter) => letter.priority === priority)
    letters.push(...(await waiting(priority, room)))
    found.push(...letters.sort(byPlace).slice(0, room))
  }
  return found
}

/** Both lists are in their order already, which knows microseconds; equal milliseconds keep it. */
function byPlace(a: DueLetter, b: DueLetter): number {
  return a.due_at.getTime() - b.due_at.getTime()
}

/** True for the one worker that gets it. `attempts` is the candidate's version. */
export async function claimLetter(
  db: Db,
  candidate: DueLetter,
  token: Buffer,
  seconds: number,
): Promise<boolean> {
  const result = await db
    .updateTable('outbox')
    .set({
      status: 'sending',
      attempts: candidate.attempts + 1,
      lease_token: token,
      lease_until: inSeconds(seconds),
      first_tried_at: sql`coalesce(first_tried_at, utc_timestamp(6))`,
    })
    .where('id', '=', candidate.id)
    .where('attempts', '=', candidate.attempts)
    .where('status', '=', candidate.status)
    .where(candidate.status === 'pending' ? 'due_at' : 'lease_until', '<=', now)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function selectLeasedLetter(
  db: Db,
  candidate: DueLetter,
  leaseToken: Buffer,
  keyHours: number,
): Promise<ClaimedLetter> {
  const row = await db
    .selectFrom('outbox as o')
    .leftJoin('links as l', 'l.id', 'o.link_id')
    .select(['o.id', 'o.template', 'o.from_email', 'o.reply_to', 'o.public_url', 'o.to_email'])
    .select(['o.subject', 'o.html', 'o.text', 'o.attempts', 'o.provider_id', 'o.link_id'])
    .select(['l.public_id', 'l.purpose', 'l.nonce', 'l.token_hash'])
    .select(sql<number>`o.first_tried_at < utc_timestamp(6) - interval ${keyHours} hour`.as('key_expires'))
    .select(
      sql<number>`coalesce(l.used_at is null and l.revoked_at is null and l.expires_at > utc_timestamp(6), 0)`.as(
        'alive',
      ),
    )
    .where('o.id', '=', candidate.id)
    .executeTakeFirstOrThrow()
  const { link_id, public_id, purpose, nonce, token_hash, key_expires, alive, ...letter } = row
  const link =
    link_id && public_id && purpose && nonce && token_hash
      ? { id: link_id, public_id, purpose, nonce, token_hash, alive: Boolean(Number(alive)) }
      : null
  const untried = candidate.first_tried_at === null
  return { ...letter, leaseToken, untried, keyExpires: Boolean(Number(key_expires)), link }
}
