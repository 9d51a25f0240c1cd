import { useWords } from '#app/ui/layout/words.ts'
import { NumberInGroups } from '#app/ui/list/number-in-groups.tsx'
import { badges } from '#app/ui/list/status-badge.tsx'
import { formatInteger } from '#locales/format.ts'
import type { DriverCouponView, OpenView } from './driver-view.ts'
import { ShowForm } from './show-form.tsx'

type Set = Pick<OpenView, 'home' | 'coupons' | 'count' | 'more'> & Partial<Pick<OpenView, 'shown'>>

/** All coupons of the link with their states; another one can be shown than the first. */
export function CouponSet({ view }: { view: Set }) {
  const { t, locale } = useWords()
  return (
    <section className="stack-sm">
      <h2>{t('driver:set')}</h2>
      <div className="panel panel-body">
        <ul className="rows">
          {view.coupons.map((coupon) => (
            <li key={coupon.position} className="row row-between">
              <span>
                {coupon.fuel}, {coupon.volume}
                <span className="block quiet small">
                  <NumberInGroups number={coupon.number} />
                </span>
                <span className={badges.handed[coupon.badge]}>{coupon.state}</span>
              </span>
              {canShow(view, coupon) ? (
                <ShowForm view={view} coupon={coupon} small>
                  {t('driver:showThis')}
                </ShowForm>
              ) : null}
            </li>
          ))}
        </ul>
      </div>
      {view.more > 0 ? (
        <p className="quiet">
          {t('driver:moreCoupons', { count: view.more, n: formatInteger(view.more, locale) })}
        </p>
      ) : null}
    </section>
  )
}

function canShow({ shown }: Set, { works, position }: DriverCouponView): boolean {
  return works && shown?.coupon.position !== position
}
