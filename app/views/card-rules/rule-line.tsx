import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { stationRuleText } from '#app/ui/list/station-rule.ts'
import { weekdayWords } from '#app/ui/list/weekdays.ts'
import { amountText, NAMES } from './rule-facts.tsx'
import type { RuleFacts as Facts } from './rule-view.ts'

/** A rule in a line: `60 l a day, Mon, Tue`. */
export function RuleLine({ facts }: { facts: Facts | null }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  if (!facts) return <span className="quiet">{t('rule-templates:noRule')}</span>
  const { limits, products, weekdays, times, stations, odometer } = facts
  const days = weekdayWords(t)
  const parts = [
    ...limits.map(({ period, unit, limit }) => {
      const name = unit === 'fills' ? t('rules:fillsPerDay') : t(`rules:${NAMES[period]}`)
      return `${name}: ${amountText(limit, unit, locale)}`
    }),
    products.length > 0 ? fuels.shortsOf(products) : '',
    weekdays.map((day) => days[day]).join(' '),
    times ? `${times.from}–${times.until}` : '',
    stations ? stationRuleText(t, stations) : '',
    odometer ? t('rules:odometer') : '',
  ]
  return <span>{parts.filter(Boolean).join('; ')}</span>
}
