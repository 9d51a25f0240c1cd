import { Alert } from '#app/ui/feedback/alert.tsx'
import { useModules } from '#app/ui/layout/modules.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'
import { formatDateTime } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import type { WaitingDriver } from './overview-view.ts'

/** Somebody stands at a pump: before anything else. */
export function DriversWaiting({ drivers }: { drivers: readonly WaitingDriver[] }) {
  const { t, locale } = useWords()
  const withHandovers = useModules().includes('handovers')
  if (drivers.length === 0 || !withHandovers) return null
  const about = (number: string | null) =>
    number === null ? t('overview:help.link') : t('overview:help.coupon', { number })
  return (
    <Alert tone="warn" title={t('overview:help.title')}>
      <ul className="plain-list">
        {drivers.map(({ id, handoverId, name, number, at }) => (
          <li key={id}>
            <a href={`/handovers/${handoverId}`}>{withNumbersInGroups(joined([name, about(number)]))}</a>{' '}
            <span className="quiet small">{formatDateTime(at, locale)}</span>
          </li>
        ))}
      </ul>
    </Alert>
  )
}
