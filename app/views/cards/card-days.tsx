import { StackedBars } from '#app/ui/chart/stacked-bars.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDates, formatInteger } from '#locales/format.ts'
import { formatCardAmount } from './card-amount.ts'

interface Props {
  id: number
  view: {
    /** `YYYY-MM`, as its neighbours. */
    month: string
    before: string | null
    after: string | null
    days: string[]
    fuelled: { day: string; product: string; volume: number; amount: number }[]
    unit: 'ml' | 'tiyn'
    dailyLimit: number | null
  }
}

/** What was fuelled on each day of a month, with the day's limit as a line. */
export function CardDays({ id, view }: Props) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { month, before, after, days, fuelled, unit, dailyLimit } = view
  const format = (value: number) => formatCardAmount(unit, value, locale)
  const products = [...new Set(fuelled.map(({ product }) => product))]
  const of = (day: string, product: string) => {
    const row = fuelled.find((one) => one.day === day && one.product === product)
    return row ? (unit === 'ml' ? row.volume : row.amount) : 0
  }
  const span = formatDates(days[0] ?? '', days.at(-1) ?? '', locale)
  const href = (other: string) => `/cards/${id}/days?month=${other}`
  return (
    <div className="stack">
      <nav className="row" aria-label={t('cards:days.month')}>
        {before ? (
          <a className="btn btn-sm" href={href(before)} rel="prev">
            {t('cards:days.before')}
          </a>
        ) : null}
        {after ? (
          <a className="btn btn-sm" href={href(after)} rel="next">
            {t('cards:days.after')}
          </a>
        ) : null}
      </nav>
      <Panel>
        {products.length === 0 ? (
          <p className="quiet">{t('cards:days.none', { span })}</p>
        ) : (
          <StackedBars
            title={span}
            note={
              dailyLimit === null ? undefined : (
                <p className="quiet chart-note">{t('cards:days.limit', { limit: format(dailyLimit) })}</p>
              )
            }
            line={dailyLimit}
            groups={days.map((day) => formatInteger(Number(day.slice(8)), locale))}
            groupLabel={t('cards:days.day')}
            totalLabel={t('common:field.total')}
            series={products.map((product) => ({
              label: fuels.nameOf(product),
              colour: fuels.colourOf(product),
              values: days.map((day) => of(day, product)),
            }))}
            format={format}
            key={month}
          />
        )}
      </Panel>
    </div>
  )
}
