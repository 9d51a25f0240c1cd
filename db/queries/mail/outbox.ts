import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { OutboxAttemptsTable, OutboxTable } from '#db/schema/index.ts'
import { cutTo } from '#db/sql/cut.ts'
import { now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'
import { beginningWith } from '#db/sql/search.ts'

export type OutboxRow = Selectable<OutboxTable>
export type AttemptRow = Selectable<OutboxAttemptsTable>
type NewLetter = Omit<Insertable<OutboxTable>, 'status' | 'attempts' | 'due_at'>

/** Due at once, by the database's clock. */
export async function insertOutboxRow(db: Db, letter: NewLetter): Promise<number> {
  const result = await db
    .insertInto('outbox')
    .values({
      ...letter,
      subject: cutTo('outbox.subject', letter.subject),
      status: 'pending',
      attempts: 0,
      due_at: now,
    })
    .executeTakeFirstOrThrow()
  return Number(result.insertId)
}

export async function selectLetter(db: Db, id: number): Promise<OutboxRow | undefined> {
  return db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function selectAttempts(db: Db, outboxId: number, limit: number): Promise<AttemptRow[]> {
  return db
    .selectFrom('outbox_attempts')
    .selectAll()
    .where('outbox_id', '=', outboxId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export interface LetterFilter {
  statuses?: readonly OutboxRow['status'][] | undefined
  delivery?: NonNullable<OutboxRow['delivery']> | undefined
  template?: string | undefined
  /** Whether its link still led somewhere when it was to go. */
  isNeeded?: boolean | undefined
  /** What the address begins with. */
  q?: string | undefined
}

const listed = [
  'id',
  'template',
  'to_email',
  'subject',
  'status',
  'delivery',
  'last_error',
  'attempts',
  'created_at',
  'sent_at',
] as const
export type ListedLetter = Pick<OutboxRow, (typeof listed)[number]>

/** The newest first; a search goes by address, the newest of each first: the place of a letter is its address then. */
export function selectLetters(db: Db, filter: LetterFilter, request: PageRequest): Promise<ListedLetter[]> {
  const query = selectFromOutbox(db, filter).select(listed).limit(request.limit)
  if (!filter.q) return query.where(beyondId('id', request)).orderBy('id', directionOf(request)).execute()
  const { edge } = request
  const [address, id] = request.backward ? (['<', '>'] as const) : (['>', '<'] as const)
  const beyond = edge
    ? query.where(({ eb, or, and }) =>
        or([
          eb('to_email', address, String(edge.position)),
          and([eb('to_email', '=', String(edge.position)), eb('id', id, edge.id)]),
        ]),
      )
    : query
  return beyond.orderBy('to_email', directionOf(request, false)).orderBy('id', directionOf(request)).execute()
}

/** What a filter leaves of them, for lists and counts. */
export function selectFromOutbox(db: Db, { statuses, delivery, template, isNeeded, q }: LetterFilter) {
  let query = db.selectFrom('outbox')
  if (statuses) query = query.where('status', 'in', statuses)
  if (delivery) query = query.where('delivery', '=', delivery)
  if (template) query = query.where('template', '=', template)
  if (isNeeded === false) query = query.where('last_error', '=', 'superseded')
  if (isNeeded)
    query = query.where(({ eb, or }) =>
      or([eb('status', '<>', 'dead'), eb('last_error', 'is', null), eb('last_error', '<>', 'superseded')]),
    )
  if (q) query = query.where('to_email', 'like', beginningWith(q))
  return query
}

/** Every letter that reached, or will reach, the local mailbox. */
export async function selectLocalLetters(
  db: Db,
  request: PageRequest,
): Promise<Pick<OutboxRow, 'id' | 'to_email' | 'subject' | 'template' | 'locale' | 'created_at'>[]> {
  return db
    .selectFrom('outbox')
    .select(['id', 'to_email', 'subject', 'template', 'locale', 'created_at'])
    .where('status', 'in', ['pending', 'sending', 'sent'])
    .where(beyondId('id', request))
    .orderBy('id', directionOf(request))
    .limit(request.limit)
    .execute()
}

/** Back into the queue, with a window of its own for blind repeats; false when it is not (or no longer) so. */
export async function updateLetterRequeued(
  db: Db,
  id: number,
  refusedErrors: readonly string[],
): Promise<boolean> {
  const result = await db
    .updateTable('outbox')
    .set({ status: 'pending', due_at: now, first_tried_at: null, last_error: null })
    .where('id', '=', id)
    .where('status', 'in', ['dead', 'parked'])
    .where(({ eb, or }) => or([eb('last_error', 'is', null), eb('last_error', 'not in', [...refusedErrors])]))
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** The latest letter about each invitation: what became of it. */
export async function selectLatestLettersOfInvitations(
  db: Db,
  invitationIds: number[],
): Promise<Pick<OutboxRow, 'id' | 'invitation_id' | 'status' | 'delivery' | 'delivery_at' | 'sent_at'>[]> {
  if (invitationIds.length === 0) return []
  const latest = db
    .selectFrom('outbox')
    .select(({ fn }) => fn.max('id').as('id'))
    .where('invitation_id', 'in', invitationIds)
    .groupBy('invitation_id')
  return db
    .selectFrom('outbox')
    .select(['id', 'invitation_id', 'status', 'delivery', 'delivery_at', 'sent_at'])
    .where('id', 'in', latest)
    .execute()
}

export interface MailBacklog {
  pending: number
  sending: number
  dead: number
  parked: number
  /** How long the longest-due letter has been waiting; 0 when none is due. */
  oldestDueSeconds: number
}

/** For metrics and the doctor. What was sent is not counted: that would cost more with every letter. */
export async function selectMailBacklog(db: Db): Promise<MailBacklog> {
  const counts = await db
    .selectFrom('outbox')
    .select(['status', ({ fn }) => fn.countAll<number>().as('letters')])
    .where('status', 'in', ['pending', 'sending', 'dead', 'parked'])
    .groupBy('status')
    .execute()
  const oldest = await db
    .selectFrom('outbox')
    .select(sql<number | null>`timestampdiff(second, min(due_at), utc_timestamp(6))`.as('seconds'))
    .where('status', '=', 'pending')
    .executeTakeFirst()
  const of = (status: string) => Number(counts.find((row) => row.status === status)?.letters ?? 0)
  return {
    pending: of('pending'),
    sending: of('sending'),
    dead: of('dead'),
    parked: of('parked'),
    oldestDueSeconds: Math.max(0, Number(oldest?.seconds ?? 0)),
  }
}
