import type { Settings } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '#app/domain/kernel/password-length.ts'
import { isBroken } from '#app/domain/kernel/plain-text.ts'
import commonPasswords from './common-passwords.json'

/** Fewer different characters are a held key, or spaces. */
const MIN_DIFFERENT = 3

/**
 * The 3,600 commonest passwords of at least eight characters (the list of zxcvbn-ts 4.1, MIT licence, in its order
 * of frequency) and what people in Kazakhstan type: Cyrillic keyboard rows, cities, the year, words on the wrong layout.
 */
const common = new Set(commonPasswords.map((password) => password.normalize('NFKC').toLowerCase()))

/**
 * Its length counts code points: at least so many as typed and in the NFKC form, since one may unfold to eighteen; at most
 * so many in the NFKC form, since a keyboard may send each accented letter as two.
 * @throws DomainError password_* with its reason, beside the field `password`.
 */
export function assertAcceptablePassword(settings: Settings, password: string, email: string): void {
  const normal = password.normalize('NFKC')
  const length = [...normal].length
  if (isBroken(password)) reject('unreadable_characters', { field: 'password' })
  if (Math.min(length, [...password].length) < MIN_PASSWORD_LENGTH)
    reject('password_too_short', { field: 'password', params: { min: MIN_PASSWORD_LENGTH } })
  if (length > MAX_PASSWORD_LENGTH)
    reject('password_too_long', { field: 'password', params: { max: MAX_PASSWORD_LENGTH } })
  if (new Set(normal).size < MIN_DIFFERENT)
    reject('password_too_uniform', { field: 'password', params: { min: MIN_DIFFERENT } })
  const lower = normal.toLowerCase()
  if (common.has(lower) || common.has(lower.trim())) reject('password_common', { field: 'password' })
  if (isBuiltOnContext(settings, squash(lower), email)) reject('password_context', { field: 'password' })
}

/**
 * The brand, the legal name and the whole address may not occur at all. Words that also occur by chance (the person's own
 * name, "owner") may, as long as enough is left without them: `Ivan-1990` is refused, a sentence with "Ivan" is not.
 */
function isBuiltOnContext(settings: Settings, password: string, email: string): boolean {
  const [local = '', domain = ''] = email.split('@')
  const [host = ''] = domain.split('.')
  const legalName = /^[^«]*«(.+)»/.exec(settings.brandLegalName)?.[1] ?? settings.brandLegalName
  if (words([settings.brandName, legalName, email]).some((word) => password.includes(word))) return true
  let rest = password
  for (const word of words([local, host, ...settings.brandName.split(/\s+/), ...local.split(/[._-]/)])) {
    rest = rest.replaceAll(word, '')
  }
  return rest !== password && ([...rest].length < MIN_PASSWORD_LENGTH || common.has(rest))
}

function words(names: string[]): string[] {
  return names.map(squash).filter((word) => word.length > 2)
}

function squash(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
