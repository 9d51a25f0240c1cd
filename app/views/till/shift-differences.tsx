import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDateTime } from '#locales/format.ts'
import { type FillView, isOpenFill } from './till-view.ts'

/** Line by line what does not fit: figures beyond what was approved, and fills whose end nobody said. */
export function ShiftDifferences({ fills }: { fills: readonly FillView[] }) {
  const { t, locale } = useWords()
  const differing = fills.filter((fill) => fill.exceptions > 0)
  const unfinished = fills.filter(isOpenFill)
  if (differing.length + unfinished.length === 0) return null
  return (
    <Panel title={t('till:differences.title')}>
      {differing.length > 0 ? <p>{t('till:differences.text')}</p> : null}
      <ul>
        {differing.map(({ id, at, operationId }) => (
          <li key={id}>
            {formatDateTime(at, locale)}, {operationId}
          </li>
        ))}
        {unfinished.map(({ id, operationId }) => (
          <li key={id}>{t('till:differences.open', { operation: operationId })}</li>
        ))}
      </ul>
      {differing.length > 0 ? (
        <a href="/admin/exceptions" data-reload>
          {t('till:differences.settle')}
        </a>
      ) : null}
    </Panel>
  )
}
