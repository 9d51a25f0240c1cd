import { formatInteger, formatVolume } from '#app/domain/kernel/format.ts'
import { StackedBars } from '#app/ui/chart/stacked-bars.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { productLabels } from '#app/ui/list/product-labels.ts'
import { useMonthName } from './month-name.ts'
import type { OverviewView } from './overview-view.ts'

/** Litres and tenge of the last twelve months, by fuel. */
export function SpentByMonth({ view }: { view: OverviewView }) {
  const { t, locale } = useWords()
  const names = productLabels(t)
  const monthName = useMonthName()
  if (view.series.length === 0) return null
  const shared = {
    groups: view.months.map((month) => monthName(month)),
    groupLabel: t('overview:month'),
    totalLabel: t('common:field.total'),
  }
  return (
    <>
      <Panel>
        <StackedBars
          {...shared}
          title={t('overview:litresByMonth')}
          series={view.series.map(({ product, volumes }) => ({ label: names[product], values: volumes }))}
          format={(volume) => formatVolume(volume, locale)}
        />
      </Panel>
      <Panel>
        <StackedBars
          {...shared}
          title={t('overview:tengeByMonth')}
          series={view.series.map(({ product, amounts }) => ({ label: names[product], values: amounts }))}
          format={(tiyn) => `${formatInteger(Math.round(tiyn / 100), locale)}\u00A0₸`}
        />
      </Panel>
    </>
  )
}
