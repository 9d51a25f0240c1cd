import type { Context } from '#app/domain/kernel/context.ts'
import type { Db } from '#db/connection/client.server.ts'
import { insertOutboxRow, selectLatestLettersOfInvitations } from '#db/queries/mail/outbox.ts'
import type { Locale } from '#db/schema/index.ts'
import { type EmailProps, type EmailTemplate, renderEmail } from '#emails/index.ts'
import { priorityOf, type Urgency, urgencyOf } from './priorities.ts'

export interface Letter<Template extends EmailTemplate> {
  /** The stored address, never one that was typed. */
  to: string
  /** The recipient's language, not the sender's. */
  locale: Locale
  props: EmailProps<Template>
  linkId?: number | null
  invitationId?: number | null
  userId?: number | null
  /** Left out, what is usual for the template. */
  urgency?: Urgency | undefined
}

/**
 * Freezes a letter in the outbox, in the caller's transaction: rendered now, so that every retry is byte for byte
 * the same. A link stands in it as a placeholder that only the sender fills.
 * @returns the outbox row's id.
 */
export async function enqueue<Template extends EmailTemplate>(
  ctx: Context,
  template: Template,
  letter: Letter<Template>,
): Promise<number> {
  const rendered = renderEmail(template, letter.locale, letter.props, brandOf(ctx))
  return insertOutboxRow(ctx.db, {
    template,
    locale: letter.locale,
    from_email: ctx.settings.mailFrom,
    reply_to: ctx.settings.supportEmail,
    public_url: ctx.settings.publicUrl,
    to_email: letter.to,
    subject: rendered.subject,
    html: rendered.html,
    text: rendered.text,
    link_id: letter.linkId ?? null,
    invitation_id: letter.invitationId ?? null,
    user_id: letter.userId ?? null,
    priority: priorityOf(letter.urgency ?? urgencyOf[template]),
  })
}

/** The last letter about each of these invitations, for their list. */
export function latestLettersOf(db: Db, invitationIds: number[]) {
  return selectLatestLettersOfInvitations(db, invitationIds)
}

/** Who sends, as letters show it. */
export function brandOf({ settings }: Context) {
  return {
    brandName: settings.brandName,
    legalName: settings.brandLegalName,
    supportEmail: settings.supportEmail,
    supportPhone: settings.supportPhone,
    publicUrl: settings.publicUrl,
  }
}
