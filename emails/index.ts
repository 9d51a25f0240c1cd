/** The registry of letters, and how one becomes a subject, a page and a text. */
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { toPlainText } from 'react-email'
import type { z } from 'zod'
import type { Locale } from '#locales/index.ts'
import { translatorFor } from '#locales/words.server.ts'
import type { Brand } from './brand.ts'
import { companyConfirmation } from './company-confirmation.tsx'
import { couponsExpiring } from './coupons-expiring.tsx'
import { couponsIssued } from './coupons-issued.tsx'
import { importWaiting } from './import-waiting.tsx'
import { invitation } from './invitation.tsx'
import { invitationExpiredNotice } from './invitation-expired-notice.tsx'
import { invoiceIssued } from './invoice-issued.tsx'
import { Letter } from './layout.tsx'
import { lowBalance } from './low-balance.tsx'
import { passwordChanged } from './password-changed.tsx'
import { passwordReset } from './password-reset.tsx'
import { requestDeclined } from './request-declined.tsx'
import { requestReceived } from './request-received.tsx'
import { serviceRequestAnswered } from './service-request-answered.tsx'
import { signInBlocked } from './sign-in-blocked.tsx'
import { staffAddressInvited } from './staff-address-invited.tsx'
import { staffInvitation } from './staff-invitation.tsx'
import { LINK_PLACEHOLDER, type Template } from './template.ts'
import { webhookDisabled } from './webhook-disabled.tsx'

export type { Brand } from './brand.ts'
export { LINK_PLACEHOLDER } from './template.ts'

const templates = {
  invitation,
  staff_invitation: staffInvitation,
  company_confirmation: companyConfirmation,
  staff_address_invited: staffAddressInvited,
  password_reset: passwordReset,
  password_changed: passwordChanged,
  sign_in_blocked: signInBlocked,
  invitation_expired_notice: invitationExpiredNotice,
  request_received: requestReceived,
  request_declined: requestDeclined,
  service_request_answered: serviceRequestAnswered,
  low_balance: lowBalance,
  coupons_expiring: couponsExpiring,
  coupons_issued: couponsIssued,
  invoice_issued: invoiceIssued,
  import_waiting: importWaiting,
  webhook_disabled: webhookDisabled,
} satisfies Record<string, unknown>

export type EmailTemplate = keyof typeof templates
export type EmailProps<Name extends EmailTemplate> = z.output<(typeof templates)[Name]['schema']>

/** `text` and `html` may hold LINK_PLACEHOLDER; `subject` never does. */
export interface RenderedEmail {
  subject: string
  html: string
  text: string
}

export const emailTemplates = Object.keys(templates) as EmailTemplate[]

export function isEmailTemplate(name: unknown): name is EmailTemplate {
  return typeof name === 'string' && Object.hasOwn(templates, name)
}

/** Props that show a letter at its usual. */
export const samples = Object.fromEntries(
  Object.entries(templates).map(([name, template]) => [name, template.sample]),
) as { [Name in EmailTemplate]: EmailProps<Name> }

/**
 * A letter in the recipient's language; the same input gives the same bytes, so a retry is the same request.
 * Props are checked (ZodError: a programmer's mistake). Moments in props are formatted text, Almaty time.
 */
export function renderEmail<Name extends EmailTemplate>(
  name: Name,
  locale: Locale,
  props: EmailProps<Name>,
  brand: Brand,
): RenderedEmail {
  const template = templates[name] as unknown as Template<z.ZodType<EmailProps<Name>>>
  const t = translatorFor(locale)
  const context = { t, brand, site: new URL(brand.publicUrl).host, props: template.schema.parse(props) }
  const subject = oneLine(template.subject(context))
  const frame = {
    t,
    locale,
    brand,
    site: context.site,
    subject,
    email: context.props.email,
    lead: template.lead(context),
  }
  const page = createElement(Letter, frame, template.body(context))
  const html = `<!DOCTYPE html>${renderToStaticMarkup(page)}`
  return { subject, html, text: toPlainText(html) }
}

/** Puts the secret link where the frozen letter holds its placeholder; only the sender and the local mailbox do. */
export function fillLink(letter: RenderedEmail, link: string): RenderedEmail {
  const escaped = link.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return {
    subject: letter.subject,
    html: letter.html.replaceAll(LINK_PLACEHOLDER, () => escaped),
    text: letter.text.replaceAll(LINK_PLACEHOLDER, () => link),
  }
}

/** A subject is one header line whatever it holds. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
