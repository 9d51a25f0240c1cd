import { StatCard } from '#app/ui/chart/stat-card.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDate, formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import type { ExpiryView } from './expiry-view.ts'

/** How much there is, what of it ends soon, what burns, and what has burnt. */
export function ExpiryFigures({ view }: { view: ExpiryView }) {
  const { t, locale } = useWords()
  const { soon, expired } = view
  const coupons = (count: number) => t('coupons:count', { count, n: formatInteger(count, locale) })
  return (
    <div className="tiles">
      <StatCard
        label={t('expiries:stock')}
        value={formatVolume(view.remaining, locale)}
        note={`${formatMoney(view.worth, locale)}, ${coupons(view.coupons)}`}
      />
      <StatCard
        label={t('expiries:soon')}
        value={formatVolume(soon.remaining, locale)}
        note={
          soon.coupons > 0
            ? t('expiries:soonNote', { coupons: coupons(soon.coupons), date: formatDate(soon.until, locale) })
            : t('expiries:soonNone')
        }
        warn={soon.coupons > 0}
      />
      <StatCard
        label={t('expiries:burns')}
        value={formatVolume(view.burns, locale)}
        note={view.burns > 0 ? formatMoney(view.lost, locale) : t('expiries:burnsNone')}
        warn={view.burns > 0}
      />
      <StatCard
        label={t('expiries:expired')}
        value={formatVolume(expired.remaining, locale)}
        note={formatMoney(expired.worth, locale)}
        warn={expired.remaining > 0}
        href="/coupons/expired"
      />
    </div>
  )
}
