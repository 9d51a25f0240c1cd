import { declineCodes } from '#app/domain/authorizations/decline-codes.ts'
import { sayByKey } from '#locales/i18n.server.ts'
import type { Locale } from '#locales/index.ts'
import { i18nFor } from '#locales/words.server.ts'

/** Why the cabinet did not approve, as a sentence; null where nothing declined. */
export function reasonOf(because: string | number | null | undefined, locale: Locale): string | null {
  const code = declineCodes.find((known) => known === because)
  return code ? sayByKey(i18nFor(locale), `declines:code.${code}.text`) : null
}
