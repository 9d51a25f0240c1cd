import type { Help } from '#app/domain/handovers/driver-help.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { CompanyOverview } from '#app/domain/overview/overview.server.ts'
import type { OverviewView, WaitingDriver } from './overview-view.ts'

/** A driver who waits at a pump. */
export function waitingDriver(help: Help): WaitingDriver {
  const { id, handover_id: handoverId, driver_name: name, coupon_number: number } = help
  return { id, handoverId, name, number, at: almatyWallClock(help.created_at) }
}

/** What the overview shows, and no more. */
export function overviewView(overview: CompanyOverview): OverviewView {
  const { today, isEmpty, left, leftByProduct, expiringSoon, expiringByMonth, cards, months, spent } =
    overview
  const bought = overview.products.filter((product) => spent.some((row) => row.product === product))
  const inMonth = (month: string, product: string) =>
    spent.find((row) => row.month === month && row.product === product)
  const monthRows = spent.filter(({ month }) => month === months.at(-1))
  return {
    ...{ today, isEmpty, left, leftByProduct, expiringSoon, expiringByMonth, cards, months },
    expiringCards: overview.expiringCards,
    nearLimitCards: overview.nearLimitCards,
    monthBefore: overview.monthBefore,
    recentDeclines: overview.recentDeclines,
    unusual: overview.unusual,
    expired: overview.expired,
    countLimit: overview.countLimit,
    series: bought.map((product) => ({
      product,
      volumes: months.map((month) => inMonth(month, product)?.volume ?? 0),
      amounts: months.map((month) => inMonth(month, product)?.amount ?? 0),
    })),
    thisMonth: {
      volume: monthRows.reduce((all, { volume }) => all + volume, 0),
      amount: monthRows.reduce((all, { amount }) => all + amount, 0),
    },
    asOf: overview.asOf && almatyWallClock(overview.asOf),
  }
}
