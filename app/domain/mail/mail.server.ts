import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { cursorsOf, type PageCursors, readPage } from '#app/domain/kernel/page.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { selectEventsOfLetter } from '#db/queries/mail/delivery.ts'
import {
  type AttemptRow,
  insertOutboxRow,
  type LetterFilter,
  type ListedLetter,
  type OutboxRow,
  selectAttempts,
  selectLetter,
  selectLetters,
  updateLetterRequeued,
} from '#db/queries/mail/outbox.ts'
import { type Hold, selectHold } from '#db/queries/mail/pauses.ts'
import { emailTemplates } from '#emails/index.ts'
import { redact } from './letter.server.ts'
import type { MailFilter } from './mail.input.server.ts'
import { canRetryLetter, mailStatusesOf, neverRetried } from './mail.ts'

const MAX_ATTEMPTS = 100

export interface MailPage extends PageCursors {
  letters: ListedLetter[]
}

/** The outbox, the newest first; a search goes by address. Bodies are left out. */
export async function listMail(ctx: Context, filter: MailFilter): Promise<MailPage> {
  requireRight(ctx, 'see_mail')
  const query = letterQueryOf(filter)
  const page = await readPage({
    order: query.q ? 'address' : 'newest',
    cursor: filter.cursor,
    place: async (id) => (query.q ? (await selectLetter(ctx.db, id))?.to_email : id),
    read: (request) => selectLetters(ctx.db, query, request),
  })
  return { letters: page.rows, ...cursorsOf(page) }
}

/** A URL's filter as the query's. */
export function letterQueryOf({ q, status, delivery, template }: MailFilter): LetterFilter {
  return {
    ...{ q: q?.toLowerCase(), delivery, template },
    statuses: status && mailStatusesOf(status),
    isNeeded: status === 'unneeded' ? false : status === 'dead' || status === 'stopped' || undefined,
  }
}

/** The templates by which a list can be narrowed. */
export function mailTemplates(): readonly string[] {
  return emailTemplates
}

/** Why nothing goes out now, if so. */
export async function findMailPause(ctx: Context): Promise<Pick<Hold, 'reason' | 'since' | 'until'> | null> {
  requireRight(ctx, 'see_mail')
  return (await selectHold(ctx.db, 'provider')) ?? null
}

export interface LetterHistory {
  /** Without its body, which may only be shown through `previewForStaff`. */
  letter: Omit<OutboxRow, 'html' | 'text' | 'lease_token'>
  /** What the provider answered, the newest first. */
  attempts: AttemptRow[]
  /** What it told afterwards, the newest first. */
  events: { type: string; detail: string; received_at: Date }[]
  retryable: boolean
}

/** @throws DomainError mail_not_found */
export async function findLetter(ctx: Context, id: number): Promise<LetterHistory> {
  requireRight(ctx, 'see_mail')
  const { html: _html, text: _text, lease_token: _token, ...letter } = await existing(ctx, id)
  const events = await selectEventsOfLetter(ctx.db, id, MAX_ATTEMPTS)
  return {
    letter,
    attempts: await selectAttempts(ctx.db, id, MAX_ATTEMPTS),
    events: events.map(({ type, detail, received_at }) => ({ type, detail, received_at })),
    retryable: canRetryLetter(stateOf(letter)),
  }
}

/** The letter's page as HTML, with a link that leads nowhere: nobody at the retailer can take an account over. */
export async function previewForStaff(ctx: Context, id: number): Promise<string> {
  requireRight(ctx, 'see_mail')
  const letter = await existing(ctx, id)
  return redact(letter, `${letter.public_url}/•••`).html
}

/**
 * Puts a letter that was refused or parked back into the queue; one that bounced goes out again as a letter of its own,
 * since the provider never sends twice for one key.
 * @returns the id of the letter that will be sent. @throws DomainError mail_not_found, mail_not_retryable
 */
export async function retryMail(ctx: Context, id: number): Promise<{ id: number; email: string }> {
  requireRight(ctx, 'retry_mail')
  return transact(ctx, async (ctx) => {
    const letter = await existing(ctx, id)
    if (!canRetryLetter(stateOf(letter))) reject('mail_not_retryable')
    const sentAs = letter.status === 'sent' ? await insertCopy(ctx, letter) : await requeue(ctx, id)
    await record(
      ctx,
      'mail.retried',
      { kind: 'mail', id },
      {
        email: letter.to_email,
        template: letter.template,
        was: letter.last_error ?? letter.delivery,
        sentAs,
      },
    )
    return { id: sentAs, email: letter.to_email }
  })
}

async function requeue(ctx: Context, id: number): Promise<number> {
  // The state was read a moment ago: the condition decides.
  if (!(await updateLetterRequeued(ctx.db, id, neverRetried))) reject('mail_not_retryable')
  return id
}

async function insertCopy(ctx: Context, letter: OutboxRow): Promise<number> {
  return insertOutboxRow(ctx.db, {
    template: letter.template,
    locale: letter.locale,
    from_email: letter.from_email,
    reply_to: letter.reply_to,
    public_url: letter.public_url,
    to_email: letter.to_email,
    subject: letter.subject,
    html: letter.html,
    text: letter.text,
    link_id: letter.link_id,
    invitation_id: letter.invitation_id,
    user_id: letter.user_id,
    priority: letter.priority,
  })
}

async function existing(ctx: Context, id: number): Promise<OutboxRow> {
  return (await selectLetter(ctx.db, id)) ?? reject('mail_not_found')
}

function stateOf({ status, delivery, last_error }: Pick<OutboxRow, 'status' | 'delivery' | 'last_error'>) {
  return { status, delivery, reason: last_error }
}
