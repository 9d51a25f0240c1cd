import { formatDate, formatInteger, formatPhone } from '#locales/format.ts'
import type { Locale } from '#locales/index.ts'
import type { Translate } from '#locales/translate.ts'

/** A visit longer ago is told by its date. */
const MAX_DAYS_IN_WORDS = 30

interface Visit {
  on: string
  daysAgo: number
}

/** The person and one way to reach it, or the ways alone. */
export function Contact({ person, email, phone }: Record<'person' | 'email' | 'phone', string>) {
  const [first, second] = [person, email, formatPhone(phone)].filter(Boolean)
  return (
    <span className="contact">
      <bdi>{first ?? '—'}</bdi>
      {second ? <small>{second}</small> : null}
    </span>
  )
}

/** When anybody of the company was last in the cabinet. */
export function visitWords(t: Translate, locale: Locale, visit: Visit | null): string {
  if (!visit) return t('companies:visit.never')
  const { on, daysAgo } = visit
  if (daysAgo > MAX_DAYS_IN_WORDS) return formatDate(on, locale)
  if (daysAgo > 1) return t('companies:visit.daysAgo', { count: daysAgo, n: formatInteger(daysAgo, locale) })
  return daysAgo === 1 ? t('companies:visit.yesterday') : t('companies:visit.today')
}
