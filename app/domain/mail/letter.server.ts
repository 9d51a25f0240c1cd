import type { Keyring } from '#app/domain/kernel/keyring.server.ts'
import { linkPaths, linkTokenFor } from '#app/domain/kernel/link-tokens.server.ts'
import type { ClaimedLetter } from '#db/queries/mail/claims.ts'
import { fillLink, LINK_PLACEHOLDER } from '#emails/index.ts'
import type { OutgoingLetter } from './provider.ts'

type Body = Pick<ClaimedLetter, 'subject' | 'html' | 'text'>
type Linked = Body & Pick<ClaimedLetter, 'public_url' | 'link'>

/** The letter as its recipient gets it, or why it must not go. The same row gives the same bytes at every attempt. */
export function outgoingLetter(
  keyring: Keyring,
  letter: ClaimedLetter,
): OutgoingLetter | 'superseded' | 'link_missing' {
  if (letter.link && !letter.link.alive) return 'superseded'
  const filled = fillIn(keyring, letter)
  if (!filled) return 'link_missing'
  return {
    key: `outbox/${letter.id}`,
    outboxId: letter.id,
    template: letter.template,
    from: letter.from_email,
    replyTo: letter.reply_to,
    to: letter.to_email,
    ...filled,
  }
}

/** Null when the letter has a place for a link and nothing (or no key that made it) to fill it with. */
export function fillIn(keyring: Keyring, { subject, html, text, link, public_url }: Linked): Body | null {
  const body = { subject, html, text }
  if (!hasPlaceForLink(body)) return body
  const url = link && linkUrl(keyring, public_url, link)
  return url ? fillLink(body, url) : null
}

/** For staff: the same letter with a link that leads nowhere and tells nothing. */
export function redact(body: Body, shown: string): Body {
  return fillLink(body, shown)
}

/** A provider that quotes the letter quotes its link: staff read these words, and a token is nobody's but the recipient's. */
export function withoutTokens(words: string): string {
  return words.replace(/[\w-]{40,}/g, '…')
}

function hasPlaceForLink({ html, text }: Pick<Body, 'html' | 'text'>): boolean {
  return html.includes(LINK_PLACEHOLDER) || text.includes(LINK_PLACEHOLDER)
}

function linkUrl(
  keyring: Keyring,
  publicUrl: string,
  link: NonNullable<ClaimedLetter['link']>,
): string | null {
  try {
    return publicUrl + linkPaths[link.purpose] + linkTokenFor(keyring, link)
  } catch {
    return null // made by a key that SECRET_KEYS no longer holds
  }
}
