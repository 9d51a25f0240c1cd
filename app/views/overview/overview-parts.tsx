import { formatDate, formatInteger, formatMoney, formatVolume } from '#app/domain/kernel/format.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { StackedBars } from '#app/ui/chart/bar-chart.tsx'
import { BarList, ExpiryTimeline } from '#app/ui/chart/bar-list.tsx'
import { StatCard } from '#app/ui/chart/stat-card.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { type TransactionRow, TransactionTable } from '#app/views/transactions/transaction-list.tsx'

interface Left {
  coupons: number
  /** Millilitres. */
  remaining: number
}

export interface OverviewView {
  left: Left
  leftByProduct: (Left & { product: ProductCode })[]
  /** `until` is the last day that counts as soon. */
  expiringSoon: Left & { until: string }
  /** `YYYY-MM` */
  expiringByMonth: (Left & { month: string })[]
  cards: { active: number; blocked: number; expired: number; lost: number }
  months: string[]
  /** By month: millilitres and tiyn. */
  series: { product: ProductCode; volumes: number[]; amounts: number[] }[]
  thisMonth: { volume: number; amount: number }
  transactions: TransactionRow[]
  asOf: string | null
}

export function isEmptyOverview(view: OverviewView): boolean {
  const cards = Object.values(view.cards).reduce((all, count) => all + count, 0)
  return cards === 0 && view.left.coupons === 0 && view.series.length === 0
}

/** The four figures that people come for, each leading to its list. */
export function OverviewFigures({ view }: { view: OverviewView }) {
  const { t, locale } = useWords()
  const { left, expiringSoon, cards, thisMonth } = view
  const whole = (count: number) => formatInteger(count, locale)
  const allCards = cards.active + cards.blocked + cards.expired + cards.lost
  const month = view.months.at(-1) ?? ''
  return (
    <div className="tiles">
      <StatCard
        label={t('overview:litresLeft')}
        value={formatVolume(left.remaining, locale)}
        note={t('overview:coupons', { count: left.coupons, n: whole(left.coupons) })}
        href="/coupons?status=active"
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
        href={`/coupons?status=active&to=${expiringSoon.until}`}
      />
      <StatCard
        label={t('overview:activeCards')}
        value={whole(cards.active)}
        note={t('overview:ofCards', { n: whole(allCards), blocked: whole(cards.blocked) })}
        href="/cards?status=active"
      />
      <StatCard
        label={t('overview:thisMonth')}
        value={formatVolume(thisMonth.volume, locale)}
        note={formatMoney(thisMonth.amount, locale)}
        href={`/transactions?from=${month}-01`}
      />
    </div>
  )
}

/** What is left of which fuel, and what of it ends when. */
export function WhatIsLeft({ view }: { view: OverviewView }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const coupons = (count: number) => t('overview:coupons', { count, n: formatInteger(count, locale) })
  const monthName = useMonthName()
  return (
    <>
      <Panel title={t('overview:litresLeft')}>
        <BarList
          label={t('overview:litresLeft')}
          items={view.leftByProduct.map(({ product, remaining, coupons: count }) => ({
            id: product,
            label: fuels.nameOf(product),
            value: remaining,
            text: formatVolume(remaining, locale),
            note: coupons(count),
            href: `/coupons?status=active&product=${product}`,
          }))}
        />
      </Panel>
      <Panel title={t('overview:expiringByMonth')}>
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
    </>
  )
}

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

export function LastTransactions({ rows }: { rows: readonly TransactionRow[] }) {
  const { t } = useWords()
  if (rows.length === 0) return null
  return (
    <Panel
      title={t('overview:lastTransactions')}
      action={<a href="/transactions">{t('overview:allTransactions')}</a>}
      flush
    >
      <TransactionTable rows={rows} />
    </Panel>
  )
}

/** `2026-03` -> `Mar`, or `Mar 2026`. */
function useMonthName(): (month: string, withYear?: boolean) => string {
  const { say } = useWords()
  return (month, withYear) => {
    const name = say(`common:month.${month.slice(5)}`)
    return withYear ? `${name} ${month.slice(0, 4)}` : name
  }
}
