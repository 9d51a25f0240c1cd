import { Alert } from '#app/ui/feedback/alert.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDateTime, formatInteger } from '#locales/format.ts'
import { useFirstPlace } from './list-hrefs.ts'

interface FoundProps {
  count: number
  capped: boolean
  /** On this page. */
  shown: number
}

/** `51–100 of 1,774`, `Found: 12` where one page shows all; `+` where more was there than a search looks through. */
export function Found({ count, capped, shown }: FoundProps) {
  const { t, locale } = useWords()
  const first = useFirstPlace()
  const n = formatInteger(count, locale)
  const last = first + shown - 1
  // A list that has changed since its page before was left may have moved.
  if (shown > 0 && shown < count && (last <= count || capped)) {
    const places = { from: formatInteger(first, locale), to: formatInteger(last, locale), n }
    return <span>{t(capped ? 'common:list.rangeAtLeast' : 'common:list.range', places)}</span>
  }
  return <span>{capped ? t('common:list.foundAtLeast', { n }) : t('common:list.found', { n })}</span>
}

/** Why a search shows less than there is. */
export function SearchCapped() {
  const { t } = useWords()
  return <Alert tone="info">{t('common:list.searchCapped')}</Alert>
}

/** Of a search that was cut. */
export function SearchTooLong({ n }: { n: number }) {
  const { t } = useWords()
  return <Alert tone="info">{t('common:list.searchTooLong', { n })}</Alert>
}

/** Wall clock of the last import, ready to read; null before the first. */
export function useAsOf(asOf: string | null): string | null {
  const { locale } = useWords()
  return asOf && formatDateTime(asOf, locale)
}
