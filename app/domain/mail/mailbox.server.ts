import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { cursorsOf, type PageCursors, readPageById } from '#app/domain/kernel/page.server.ts'
import { selectLink } from '#db/queries/access/links.ts'
import { selectLetter, selectLocalLetters } from '#db/queries/mail/outbox.ts'
import type { Locale } from '#db/schema/index.ts'
import { emailTemplates, isEmailTemplate, renderEmail, samples } from '#emails/index.ts'
import { fillIn } from './letter.server.ts'
import { brandOf } from './outbox.server.ts'

/*
 * The local mailbox: where letters stay when no provider is set. It shows them as their recipients would get them,
 * links and all, so its routes must answer only requests from this machine.
 */

export interface MailboxEntry {
  id: number
  to: string
  subject: string
  template: string
  locale: Locale
  at: Date
}

export interface MailboxPage extends PageCursors {
  letters: MailboxEntry[]
}

/** The newest first. @throws DomainError not_found when letters leave the machine. */
export async function listMailbox(ctx: Context, cursor: string | undefined): Promise<MailboxPage> {
  requireLocalMailbox(ctx)
  const page = await readPageById({ cursor, read: (request) => selectLocalLetters(ctx.db, request) })
  const letters = page.rows.map((row) => ({
    id: row.id,
    to: row.to_email,
    subject: row.subject,
    template: row.template,
    locale: row.locale,
    at: row.created_at,
  }))
  return { letters, ...cursorsOf(page) }
}

export interface MailboxLetter extends MailboxEntry {
  from: string
  html: string
  text: string
}

/** With its link, which is made anew at each look and stored nowhere. @throws DomainError not_found */
export async function openMailboxLetter(ctx: Context, id: number): Promise<MailboxLetter> {
  requireLocalMailbox(ctx)
  const row = (await selectLetter(ctx.db, id)) ?? reject('not_found')
  const found = row.link_id ? await selectLink(ctx.db, row.link_id) : undefined
  const link = found ? { ...found, alive: true } : null
  const { html, text } = fillIn(ctx.keyring, { ...row, link }) ?? row
  return {
    id,
    to: row.to_email,
    from: row.from_email,
    subject: row.subject,
    template: row.template,
    locale: row.locale,
    at: row.created_at,
    html,
    text,
  }
}

export function listTemplates(ctx: Context): readonly string[] {
  requireLocalMailbox(ctx)
  return emailTemplates
}

/** A template with its sample props. @throws DomainError not_found */
export function renderSample(ctx: Context, template: string, locale: Locale) {
  requireLocalMailbox(ctx)
  if (!isEmailTemplate(template)) reject('not_found')
  return renderEmail(template, locale, samples[template], brandOf(ctx))
}

function requireLocalMailbox(ctx: Context): void {
  if (!ctx.settings.localMailbox) reject('not_found')
}
