import { useMonthName } from '#app/ui/chart/month-name.ts'
import { StackedBars } from '#app/ui/chart/stacked-bars.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { listHref } from '#app/ui/list/list-hrefs.ts'
import { formatDate, formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import type { ExpiryView } from './expiry-view.ts'

/** What burns when, by fuel. */
export function BurnsChart({ view }: { view: ExpiryView }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const monthName = useMonthName()
  const { span, unit, starts, series } = view
  if (series.length === 0) return null
  const inLitres = unit === 'litres'
  const format = (value: number) => (inLitres ? formatVolume(value, locale) : formatMoney(value, locale))
  // The year of a week would leave no room for its neighbours.
  const nameOf = (start: string) =>
    span === 'month' ? monthName(start.slice(0, 7)) : formatDate(start, locale).replace(/[. ]\d{4}$/, '')
  return (
    <Panel>
      <div id="burns">
        <StackedBars
          title={t(`expiries:chart.${span}`)}
          action={<Switches view={view} />}
          note={<p className="quiet chart-note">{t('expiries:chart.note')}</p>}
          groups={starts.map((start) => (start === null ? t('expiries:chart.later') : nameOf(start)))}
          groupLabel={t(`expiries:chart.${span}Label`)}
          totalLabel={t('common:field.total')}
          series={series.map(({ product, values }) => ({
            label: fuels.nameOf(product),
            colour: fuels.colourOf(product),
            values,
          }))}
          format={format}
          formatTick={(value) =>
            inLitres ? format(value) : `${formatInteger(Math.round(value / 100), locale)} ₸`
          }
        />
      </div>
    </Panel>
  )
}

/** Links, so that the address says what is shown. */
function Switches({ view: { span, unit } }: { view: ExpiryView }) {
  const { t } = useWords()
  const href = (change: Record<string, string>) =>
    `${listHref('/coupons/expiring', { span, by: unit, ...change })}#burns`
  return (
    <div className="row">
      <nav className="chart-switch" aria-label={t('expiries:chart.span')}>
        {(['month', 'week'] as const).map((each) => (
          <a key={each} href={href({ span: each })} aria-current={each === span ? 'true' : undefined}>
            {t(`expiries:chart.by.${each}`)}
          </a>
        ))}
      </nav>
      <nav className="chart-switch" aria-label={t('expiries:chart.unit')}>
        {(['litres', 'tenge'] as const).map((each) => (
          <a key={each} href={href({ by: each })} aria-current={each === unit ? 'true' : undefined}>
            {t(`common:unit.${each}`)}
          </a>
        ))}
      </nav>
    </div>
  )
}
