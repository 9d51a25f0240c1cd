import { companyCounts } from '#app/domain/overview/company-counts.ts'
import { BarList, ExpiryTimeline } from '#app/ui/chart/bar-list.tsx'
import { useMonthName } from '#app/ui/chart/month-name.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { listHref } from '#app/ui/list/list-hrefs.ts'
import { formatInteger, formatVolume } from '#locales/format.ts'
import type { OverviewView } from './overview-view.ts'

/** What is left of which fuel. */
export function WhatIsLeft({ view }: { view: OverviewView }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const coupons = (count: number) => t('overview:coupons', { count, n: formatInteger(count, locale) })
  const { leftOf } = companyCounts(view.today)
  return (
    <Panel title={t('overview:litresLeft')}>
      <BarList
        label={t('overview:litresLeft')}
        items={view.leftByProduct.map(({ product, remaining, coupons: count }) => ({
          id: product,
          label: fuels.nameOf(product),
          colour: fuels.colourOf(product),
          value: remaining,
          text: formatVolume(remaining, locale),
          note: coupons(count),
          href: listHref('/coupons', leftOf(product)),
        }))}
      />
    </Panel>
  )
}

/** What of it ends when. */
export function ExpiringByMonth({ view }: { view: OverviewView }) {
  const { t, locale } = useWords()
  const coupons = (count: number) => t('overview:coupons', { count, n: formatInteger(count, locale) })
  const monthName = useMonthName()
  return (
    <Panel
      title={t('overview:expiringByMonth')}
      action={<a href="/coupons/expiring">{t('overview:whatBurns')}</a>}
    >
      <ExpiryTimeline
        label={t('overview:expiringByMonth')}
        items={view.expiringByMonth.map(({ month, remaining, coupons: count }) => ({
          id: month,
          label: monthName(month, true),
          value: remaining,
          text: formatVolume(remaining, locale),
          note: count > 0 ? coupons(count) : null,
        }))}
      />
    </Panel>
  )
}
