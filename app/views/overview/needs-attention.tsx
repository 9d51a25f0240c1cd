import { companyCounts, MAX_COUNTED } from '#app/domain/overview/company-counts.ts'
import { useHasPage } from '#app/ui/layout/modules.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { listHref } from '#app/ui/list/list-hrefs.ts'
import { formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import type { OverviewView } from './overview-view.ts'

/** What a client should look at first; nothing where all is well. */
export function NeedsAttention({ view }: { view: OverviewView }) {
  const { t, locale } = useWords()
  const hasPage = useHasPage()
  const { expiringSoon, nearLimitCards, expiringCards, expiredCards, recentDeclines } = companyCounts(
    view.today,
  )
  const whole = (count: number) => ({ count, n: formatInteger(count, locale) })
  const upTo = (limit: number, count: number) =>
    count > limit ? { count, n: `${formatInteger(limit, locale)}+` } : whole(count)
  const lines: { count: number; text: string; note?: string; href: string }[] = [
    {
      count: view.expiringSoon.coupons,
      text: t('overview:attention.expiring', whole(view.expiringSoon.coupons)),
      href: listHref('/coupons', expiringSoon),
    },
    {
      count: view.expired.remaining,
      text: t('overview:attention.expiredFuel'),
      note: `${formatVolume(view.expired.remaining, locale)}, ${formatMoney(view.expired.worth, locale)}`,
      href: '/coupons/expired',
    },
    {
      count: view.nearLimitCards,
      text: t('overview:attention.nearLimit', upTo(MAX_COUNTED.nearLimitCards, view.nearLimitCards)),
      href: listHref('/cards', nearLimitCards),
    },
    {
      count: view.expiringCards,
      text: t('overview:attention.expiringCards', whole(view.expiringCards)),
      href: listHref('/cards', expiringCards),
    },
    {
      count: view.cards.expired,
      text: t('overview:attention.expiredCards', whole(view.cards.expired)),
      href: listHref('/cards', expiredCards),
    },
    {
      count: view.recentDeclines,
      text: t('overview:attention.refusals', upTo(view.countLimit, view.recentDeclines)),
      href: listHref('/refusals', recentDeclines),
    },
    {
      count: view.unusual,
      text: t('overview:attention.unusual', upTo(MAX_COUNTED.unusual, view.unusual)),
      href: '/unusual',
    },
  ].filter(({ count, href }) => count > 0 && hasPage(href))
  if (lines.length === 0) return null
  return (
    <Panel title={t('overview:attention.title')}>
      <ul className="rows">
        {lines.map(({ href, text, note }) => (
          <li key={href}>
            <a href={href}>{text}</a>
            {note ? <span className="block quiet small">{note}</span> : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
