import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { stationRuleText } from '#app/ui/list/station-rule.ts'
import { weekdayWords } from '#app/ui/list/weekdays.ts'
import { formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import type { Locale } from '#locales/index.ts'
import type { RuleFacts as Facts, LimitInUse } from './rule-view.ts'

/** What a rule restricts beside its limits. */
export function RuleFacts({ facts }: { facts: Omit<Facts, 'limits'> }) {
  const { t } = useWords()
  const fuels = useProducts()
  const { products, weekdays, times, stations, odometer } = facts
  const days = weekdayWords(t)
  return (
    <DescriptionList
      items={[
        [t('rules:products'), products.length > 0 ? fuels.namesOf(products) : null],
        [t('rules:weekdays'), weekdays.length > 0 ? weekdays.map((day) => days[day]).join(', ') : null],
        [t('rules:times'), times && `${times.from}–${times.until}`],
        [t('rules:stations'), stations && stationRuleText(t, stations)],
        [t('rules:odometerShort'), odometer ? t('rules:odometer') : null],
      ]}
    />
  )
}

/** A limit with what is left of it. */
export function RuleLimit({ period, unit, limit, used, left }: LimitInUse) {
  const { t, locale } = useWords()
  const amount = (value: number) => amountText(value, unit, locale)
  const name = unit === 'fills' ? t('rules:fillsPerDay') : t(`rules:${NAMES[period]}`)
  // A fill has used nothing before it begins.
  if (period === 'fill') {
    return (
      <div className="progress-line">
        <span>{name}</span>
        <b>{amount(limit)}</b>
      </div>
    )
  }
  return (
    <div>
      <div className="progress-line">
        <span>{name}</span>
        <b className={left === 0 ? 'stat-warn' : undefined}>
          {t('cards:limit.left', { left: amount(left) })}
        </b>
      </div>
      <progress value={Math.min(used, limit)} max={limit} aria-label={name} />
      <p className="quiet">{t('cards:limit.used', { used: amount(used), limit: amount(limit) })}</p>
    </div>
  )
}

export const NAMES = { fill: 'perFill', day: 'perDay', week: 'perWeek', month: 'perMonth' } as const

export function amountText(value: number, unit: 'ml' | 'tiyn' | 'fills', locale: Locale): string {
  if (unit === 'fills') return formatInteger(value, locale)
  return unit === 'ml' ? formatVolume(value, locale) : formatMoney(value, locale)
}
