import { useMonthName } from '#app/ui/chart/month-name.ts'
import { StackedBars } from '#app/ui/chart/stacked-bars.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { listHref } from '#app/ui/list/list-hrefs.ts'
import { formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import { changeOf } from './change.ts'
import type { OverviewView, SpentUnit } from './overview-view.ts'

/** Litres or tenge of the last twelve months, by fuel, and how this month goes. */
export function SpentByMonth({ view, unit }: { view: OverviewView; unit: SpentUnit }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const monthName = useMonthName()
  if (view.series.length === 0) return null
  const inLitres = unit === 'litres'
  const figure = inLitres ? 'volume' : 'amount'
  const format = (value: number) => (inLitres ? formatVolume(value, locale) : formatMoney(value, locale))
  return (
    <Panel>
      <div id="spent">
        <StackedBars
          title={inLitres ? t('overview:litresByMonth') : t('overview:tengeByMonth')}
          action={<UnitSwitch unit={unit} />}
          note={<Change now={view.thisMonth[figure]} before={view.monthBefore[figure]} format={format} />}
          groups={view.months.map((month) => monthName(month))}
          groupLabel={t('overview:month')}
          totalLabel={t('common:field.total')}
          series={view.series.map(({ product, volumes, amounts }) => ({
            label: fuels.nameOf(product),
            colour: fuels.colourOf(product),
            values: inLitres ? volumes : amounts,
          }))}
          format={format}
          formatTick={(value) =>
            inLitres ? format(value) : `${formatInteger(Math.round(value / 100), locale)}\u00A0₸`
          }
        />
      </div>
    </Panel>
  )
}

/** Links, so that it works without JavaScript and the address says what is shown. */
function UnitSwitch({ unit }: { unit: SpentUnit }) {
  const { t } = useWords()
  const units = [
    { unit: 'litres', label: t('common:unit.litres'), by: null },
    { unit: 'tenge', label: t('common:unit.tenge'), by: 'tenge' },
  ] as const
  return (
    <nav className="chart-switch" aria-label={t('overview:unit')}>
      {units.map((each) => (
        <a
          key={each.unit}
          href={`${listHref('/cabinet', { by: each.by })}#spent`}
          aria-current={each.unit === unit ? 'true' : undefined}
        >
          {each.label}
        </a>
      ))}
    </nav>
  )
}

function Change({ now, before, format }: { now: number; before: number; format: (value: number) => string }) {
  const { t, locale } = useWords()
  const change = changeOf(now, before)
  return (
    <p className="quiet chart-note">
      {t('overview:change.now', { value: format(now) })}{' '}
      {change
        ? t(`overview:change.${change.is}`, { percent: formatInteger(change.percent, locale) })
        : t('overview:change.none')}
    </p>
  )
}
