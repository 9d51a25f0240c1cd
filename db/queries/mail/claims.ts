/** Claiming by compare-and-set: `for update` and named locks let two nodes of a Galera cluster take the same row. */
import { type Selectable, sql } from 'kysely'
import { type Db, isDuplicateKey } from '#db/connection/client.server.ts'
import type { LinksTable } from '#db/schema/index.ts'
import type { OutboxRow } from './outbox.ts'

const now = sql<Date>`utc_timestamp(6)`
const inSeconds = (seconds: number) =>
  sql<Date>`utc_timestamp(6) + interval ${Math.round(seconds * 1e6)} microsecond`

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
  attempts: number
  status: OutboxRow['status']
  first_tried_at: Date | null
}

/** What is due, the urgent before the bulk; a letter whose worker went away (its lease is over) is due again. */
export async function selectDueLetters(db: Db, limit: number): Promise<DueLetter[]> {
  const columns = ['id', 'attempts', 'status', 'first_tried_at'] as const
  const due = (priority: number) =>
    db
      .selectFrom('outbox')
      .select(columns)
      .where('status', '=', 'pending')
      .where('priority', '=', priority)
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .orderBy('id')
      .limit(limit)
      .execute()
  const abandoned = () =>
    db
      .selectFrom('outbox')
      .select(columns)
      .where('status', '=', 'sending')
      .where('lease_until', '<', now)
      .orderBy('priority')
      .limit(limit)
      .execute()
  const found: DueLetter[] = []
  for (const source of [() => due(0), abandoned, () => due(1)]) {
    if (found.length < limit) found.push(...(await source()))
  }
  return found.slice(0, limit)
}

/** True for the one worker that gets it. `attempts` is the candidate's version. */
export async function leaseLetter(
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

export interface Settlement {
  status: OutboxRow['status']
  /** Seconds from now; for pending. */
  dueIn?: number
  providerId?: string | undefined
  error?: string | null
  /** The attempt did not count: the provider did not look at the letter. */
  uncounted?: boolean
  /** The provider certainly holds no message under this letter's key. */
  keyUnused?: boolean
}

/** Ends the lease; false when it was lost, or when a delivery event was quicker than the provider's answer. */
export async function settleLetter(
  db: Db,
  letter: Pick<ClaimedLetter, 'id' | 'leaseToken'>,
  { status, dueIn = 0, providerId, error = null, uncounted, keyUnused }: Settlement,
): Promise<boolean> {
  const result = await db
    .updateTable('outbox')
    .set({ status, due_at: inSeconds(dueIn), lease_token: null, lease_until: null, last_error: error })
    .$if(status === 'sent', (update) => update.set({ sent_at: now }))
    .$if(providerId !== undefined, (update) => update.set({ provider_id: providerId ?? null }))
    .$if(uncounted === true, (update) => update.set({ attempts: sql`attempts - 1` }))
    .$if(keyUnused === true, (update) => update.set({ first_tried_at: null }))
    .where('id', '=', letter.id)
    .where('status', '=', 'sending')
    .where('lease_token', '=', letter.leaseToken)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function insertAttempt(
  db: Db,
  attempt: { outboxId: number; outcome: string; statusCode: number | null; message: string },
): Promise<void> {
  await db
    .insertInto('outbox_attempts')
    .values({
      outbox_id: attempt.outboxId,
      outcome: attempt.outcome,
      status_code: attempt.statusCode,
      message: attempt.message.slice(0, 500),
    })
    .execute()
}

/** Letters that were parked for one of these reasons are due again. */
export async function requeueParked(db: Db, errors: readonly string[]): Promise<number> {
  const result = await db
    .updateTable('outbox')
    .set({ status: 'pending', due_at: now, last_error: null })
    .where('status', '=', 'parked')
    .where('last_error', 'in', [...errors])
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

export interface Hold {
  reason: string
  since: Date
  until: Date
  /** How long it still holds; not above 0 when it is over. */
  ms: number
}

export async function selectHold(db: Db, name: 'provider' | 'pace'): Promise<Hold | undefined> {
  return db
    .selectFrom('outbox_pauses')
    .select(['reason', 'since', 'until'])
    .select(
      sql<number>`timestampdiff(microsecond, utc_timestamp(6), until) / 1000`.$castTo<number>().as('ms'),
    )
    .where('name', '=', name)
    .executeTakeFirst()
    .then((hold) => hold && { ...hold, ms: Number(hold.ms) })
}

/** True when the queue was open until now: the moment for an alarm. Otherwise the pause is only prolonged. */
export async function pauseQueue(db: Db, reason: string, seconds: number): Promise<boolean> {
  const prolonged = await db
    .updateTable('outbox_pauses')
    .set({ until: inSeconds(seconds), reason })
    .where('name', '=', 'provider')
    .executeTakeFirst()
  if (prolonged.numUpdatedRows > 0n) return false
  try {
    await db
      .insertInto('outbox_pauses')
      .values({ name: 'provider', reason, since: now, until: inSeconds(seconds) })
      .execute()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** The pause's reason, for the one who ended it; undefined when there was none. */
export async function endPause(db: Db): Promise<string | undefined> {
  const pause = await selectHold(db, 'provider')
  if (!pause) return undefined
  const result = await db.deleteFrom('outbox_pauses').where('name', '=', 'provider').executeTakeFirst()
  return result.numDeletedRows > 0n ? pause.reason : undefined
}

/** The next letter is tried at once; the pause itself ends when the provider takes it. */
export async function probePausedQueue(db: Db): Promise<void> {
  await db.updateTable('outbox_pauses').set({ until: now }).where('name', '=', 'provider').execute()
}

/**
 * Takes `seconds` of the pace that all workers share.
 * @returns milliseconds to wait, when the place is another's or not yet free; 0 when it was taken.
 */
export async function takePace(db: Db, seconds: number): Promise<number> {
  const pace = await selectHold(db, 'pace')
  if (pace && pace.ms > 0) return pace.ms
  if (!pace) {
    await db
      .insertInto('outbox_pauses')
      .ignore()
      .values({ name: 'pace', reason: '', since: now, until: now })
      .execute()
  }
  const taken = await db
    .updateTable('outbox_pauses')
    .set({ until: inSeconds(seconds) })
    .where('name', '=', 'pace')
    .where('until', '<=', now)
    .executeTakeFirst()
  return taken.numUpdatedRows === 1n ? 0 : 1
}

/** The provider asked for patience: nobody sends before. */
export async function delayPace(db: Db, seconds: number): Promise<void> {
  await db
    .updateTable('outbox_pauses')
    .set({ until: sql`greatest(until, ${inSeconds(seconds)})` })
    .where('name', '=', 'pace')
    .execute()
}
