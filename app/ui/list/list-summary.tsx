import { formatDateTime, formatInteger } from '#app/domain/kernel/format.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { useWords } from '#app/ui/layout/words.ts'

/** `Found: 1,774`, or `1,774+` where more was there than a search looks through. */
export function Found({ count, capped }: { count: number; capped: boolean }) {
  const { t, locale } = useWords()
  const n = formatInteger(count, locale)
  return <span>{capped ? t('common:list.foundAtLeast', { n }) : t('common:list.found', { n })}</span>
}

/** Why a search shows less than there is. */
export function SearchCapped() {
  const { t } = useWords()
  return <Alert tone="info">{t('common:list.searchCapped')}</Alert>
}

/** Wall clock of the last import, ready to read; null before the first. */
export function useAsOf(asOf: string | null): string | null {
  const { locale } = useWords()
  return asOf && formatDateTime(asOf, locale)
}
