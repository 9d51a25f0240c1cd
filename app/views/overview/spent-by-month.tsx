import { formatInteger, formatVolume } from '#app/domain/kernel/format.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { StackedBars } from '#app/ui/chart/stacked-bars.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { useMonthName } from './month-name.ts'
import type { OverviewView } from './overview-view.ts'

/** Litres and tenge of the last twelve months, by fuel. */
export function SpentByMonth({ view }: { view: OverviewView }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const monthName = useMonthName()
  if (view.series.length === 0) return null
  const seriesOf = (product: ProductCode, values: number[]) => ({
    label: fuels.nameOf(product),
    colour: fuels.colourOf(product),
    values,
  })
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
          series={view.series.map(({ product, volumes }) => seriesOf(product, volumes))}
          format={(volume) => formatVolume(volume, locale)}
        />
      </Panel>
      <Panel>
        <StackedBars
          {...shared}
          title={t('overview:tengeByMonth')}
          series={view.series.map(({ product, amounts }) => seriesOf(product, amounts))}
          format={(tiyn) => `${formatInteger(Math.round(tiyn / 100), locale)}\u00A0₸`}
        />
      </Panel>
    </>
  )
}
