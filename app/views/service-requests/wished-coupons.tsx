import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { NumberInGroups } from '#app/ui/list/number-in-groups.tsx'
import { formatDate, formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import type { WishedCoupon } from './service-request-view.ts'

/** As many are shown one by one. */
const MAX_SHOWN = 50

/** The chosen set with its litres and what they are worth. */
export function WishedCoupons({ coupons, left }: { coupons: readonly WishedCoupon[]; left: number }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const sum = (figure: 'remaining' | 'worth') => coupons.reduce((all, coupon) => all + coupon[figure], 0)
  const count = (n: number) => t('coupons:count', { count: n, n: formatInteger(n, locale) })
  const more = coupons.length - MAX_SHOWN
  return (
    <Panel title={`${count(coupons.length)}: ${formatVolume(sum('remaining'), locale)}`}>
      <p>{t('expiries:request.worth', { worth: formatMoney(sum('worth'), locale) })}</p>
      {left > 0 ? <p className="quiet">{t('expiries:request.left', { coupons: count(left) })}</p> : null}
      <ul className="rows">
        {coupons.slice(0, MAX_SHOWN).map((coupon) => (
          <li key={coupon.id} className="row row-between">
            <span>
              <a href={`/coupons/${coupon.id}`}>
                <NumberInGroups number={coupon.number} />
              </a>
              <span className="block quiet small">
                {t('coupons:validUntil')}: {formatDate(coupon.until, locale)}
              </span>
              {coupon.outageDays > 0 ? (
                <span className="block small stat-warn">
                  {t('service-requests:outageDays', {
                    count: coupon.outageDays,
                    n: formatInteger(coupon.outageDays, locale),
                  })}
                </span>
              ) : null}
            </span>
            <span className="tabular nowrap">
              {fuels.shortOf(coupon.product)}, {formatVolume(coupon.remaining, locale)}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="quiet">{t('expiries:request.more', { coupons: count(more) })}</p> : null}
    </Panel>
  )
}
