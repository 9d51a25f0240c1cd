import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import type { PeriodView } from './assignment-view.ts'
import { PeriodTable } from './period-table.tsx'

/** Which cards and coupons a driver or a vehicle has and had. */
export function UsesPanel({ rows }: { rows: readonly PeriodView[] }) {
  const { t } = useWords()
  const title = t('fleet:uses.title')
  if (rows.length === 0) {
    return (
      <Panel title={title}>
        <p className="quiet">{t('fleet:uses.none')}</p>
      </Panel>
    )
  }
  return (
    <Panel title={title} flush>
      <PeriodTable
        label={title}
        rows={rows}
        heads={{
          name: t('fleet:uses.instrument'),
          from: t('fleet:uses.since'),
          until: t('fleet:uses.until'),
          now: t('fleet:uses.now'),
        }}
      />
    </Panel>
  )
}
