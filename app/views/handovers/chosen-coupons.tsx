import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { NumberInGroups } from '#app/ui/list/number-in-groups.tsx'
import { formatDate, formatInteger, formatVolume } from '#locales/format.ts'
import type { ChosenCoupon } from './handover-view.ts'

/** What goes by the link, and how much it is. */
export function ChosenCoupons({ coupons, title }: { coupons: readonly ChosenCoupon[]; title?: string }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const volume = coupons.reduce((all, coupon) => all + coupon.volume, 0)
  const count = t('coupons:count', { count: coupons.length, n: formatInteger(coupons.length, locale) })
  return (
    <Panel title={title ?? t('handovers:coupons')}>
      <ul className="rows">
        {coupons.map((coupon) => (
          <li key={coupon.id} className="row row-between">
            <span>
              <a href={`/coupons/${coupon.id}`}>
                <NumberInGroups number={coupon.number} />
              </a>
              <span className="block quiet small">
                {t('coupons:validUntil')}: {formatDate(coupon.until, locale)}
              </span>
            </span>
            <span className="tabular nowrap">
              {fuels.shortOf(coupon.product)}, {formatVolume(coupon.volume, locale)}
            </span>
          </li>
        ))}
      </ul>
      {coupons.length > 1 ? (
        <p className="row row-between">
          <b>{count}</b>
          <b className="tabular">{formatVolume(volume, locale)}</b>
        </p>
      ) : null}
    </Panel>
  )
}
