import { domainToASCII } from 'node:url'
import { z } from 'zod'

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const DOMAIN_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * The one form in which an address is stored, compared and mailed to: trimmed, in lower case, the domain in
 * punycode. The local part is ASCII, since look-alikes there (a Kelvin sign for K) would be other people's addresses.
 * @returns null when it is no address.
 */
export function normaliseEmail(typed: string): string | null {
  const [local = '', domain = '', ...more] = typed.trim().split('@')
  // RFC 5321: 64 octets before the @. The check comes before lower-casing, which turns some letters into ASCII.
  if (more.length > 0 || local.length > 64 || !LOCAL_PART.test(local)) return null
  const host = normaliseDomain(domain)
  if (!host) return null
  const email = `${local.toLowerCase()}@${host}`
  return email.length <= 254 ? email : null
}

/** A name with a dot, not a number: `domainToASCII` would read `1.1` and `0x7f.1` as IPv4 addresses. */
function normaliseDomain(typed: string): string | null {
  if (!/^[^\s%/?#:\\[\]@]+$/.test(typed)) return null
  const labels = domainToASCII(typed).split('.')
  if (labels.length < 2 || !labels.every((label) => DOMAIN_LABEL.test(label))) return null
  return /^[0-9]+$/.test(labels.at(-1) ?? '') ? null : labels.join('.')
}

export const Email = z.string({ error: 'required' }).transform((typed, ctx) => {
  if (typed.trim() === '') {
    ctx.addIssue({ code: 'custom', message: 'required' })
    return z.NEVER
  }
  const email = normaliseEmail(typed)
  if (email) return email
  ctx.addIssue({ code: 'custom', message: 'email_invalid' })
  return z.NEVER
})
