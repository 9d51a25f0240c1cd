import { companyCounts } from '#app/domain/overview/company-counts.ts'
import { StatCard } from '#app/ui/chart/stat-card.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { listHref } from '#app/ui/list/list-hrefs.ts'
import { formatDate, formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import type { OverviewView } from './overview-view.ts'

/** The four figures that people come for, each leading to its list. */
export function OverviewFigures({ view }: { view: OverviewView }) {
  const { t, locale } = useWords()
  const { left, expiringSoon, cards, thisMonth } = view
  const whole = (count: number) => formatInteger(count, locale)
  const allCards = cards.active + cards.blocked + cards.expired + cards.lost
  const counts = companyCounts(view.today)
  return (
    <div className="tiles">
      <StatCard
        label={t('overview:litresLeft')}
        value={formatVolume(left.remaining, locale)}
        note={t('overview:coupons', { count: left.coupons, n: whole(left.coupons) })}
        href={listHref('/coupons', counts.left)}
      />
      <StatCard
        label={t('overview:expiring')}
        value={formatVolume(expiringSoon.remaining, locale)}
        note={
          expiringSoon.coupons > 0
            ? t('overview:expiringNote', {
                count: expiringSoon.coupons,
                n: whole(expiringSoon.coupons),
                date: formatDate(expiringSoon.until, locale),
              })
            : t('overview:expiringNone')
        }
        warn={expiringSoon.coupons > 0}
        href={listHref('/coupons', counts.expiringSoon)}
      />
      <StatCard
        label={t('overview:activeCards')}
        value={whole(cards.active)}
        note={t('overview:ofCards', { n: whole(allCards), blocked: whole(cards.blocked) })}
        href={listHref('/cards', counts.activeCards)}
      />
      <StatCard
        label={t('overview:thisMonth')}
        value={formatVolume(thisMonth.volume, locale)}
        note={formatMoney(thisMonth.amount, locale)}
        href={listHref('/transactions', counts.thisMonth)}
      />
    </div>
  )
}
