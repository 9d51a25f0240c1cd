import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { stationRuleText } from '#app/ui/list/station-rule.ts'
import { weekdayWords } from '#app/ui/list/weekdays.ts'
import { formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import type { Locale } from '#locales/index.ts'
import { permissionText } from './permission-text.ts'
import type { RuleSummary } from './rule-view.ts'

interface Props {
  rule: RuleSummary | null
  /** Where it is set and changed; left out for who may not. */
  href?: string | undefined
}

/** What the client allows a card, with what is left of each limit. */
export function CardRulePanel({ rule, href }: Props) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const action = href ? <a href={href}>{t(rule ? 'rules:change' : 'rules:set')}</a> : undefined
  if (!rule) {
    return (
      <Panel title={t('rules:label')} action={action}>
        <p className="quiet">{t('rules:none')}</p>
      </Panel>
    )
  }
  const { limits, products, weekdays, times, stations, permission } = rule
  const days = weekdayWords(t)
  return (
    <Panel title={t('rules:label')} action={action}>
      <div className="stack-sm">
        {permission ? <p className="stat-warn">{permissionText(t, locale, permission)}</p> : null}
        {limits.map((limit) => (
          <RuleLimit key={`${limit.period} ${limit.unit}`} {...limit} />
        ))}
        <DescriptionList
          items={[
            [t('rules:products'), products.length > 0 ? fuels.namesOf(products) : null],
            [t('rules:weekdays'), weekdays.length > 0 ? weekdays.map((day) => days[day]).join(', ') : null],
            [t('rules:times'), times && `${times.from}–${times.until}`],
            [t('rules:stations'), stations && stationRuleText(t, stations)],
          ]}
        />
      </div>
    </Panel>
  )
}

function RuleLimit({ period, unit, limit, used, left }: RuleSummary['limits'][number]) {
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

const NAMES = { fill: 'perFill', day: 'perDay', week: 'perWeek', month: 'perMonth' } as const

function amountText(value: number, unit: 'ml' | 'tiyn' | 'fills', locale: Locale): string {
  if (unit === 'fills') return formatInteger(value, locale)
  return unit === 'ml' ? formatVolume(value, locale) : formatMoney(value, locale)
}
