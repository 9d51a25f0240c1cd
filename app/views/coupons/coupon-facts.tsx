import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { HeldBalance } from '#app/ui/list/asked-badge.tsx'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { ProcessorFills } from '#app/ui/list/processor-fills.tsx'
import { stationRuleText } from '#app/ui/list/station-rule.ts'
import { formatDate, formatMoney, formatVolume } from '#locales/format.ts'
import type { CouponView } from './coupon-view.ts'

export function CouponFacts({ coupon }: { coupon: CouponView }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { remaining, volume } = coupon
  return (
    <>
      <Panel title={t('coupons:one')}>
        <DescriptionList
          items={[
            [t('coupons:number'), coupon.number],
            [t('common:field.product'), fuels.nameOf(coupon.product)],
            [t('coupons:denomination'), formatVolume(volume, locale)],
            [
              t('coupons:remaining'),
              remaining > 0 && remaining < volume ? formatVolume(remaining, locale) : null,
            ],
            [t('processing:balance'), coupon.held && <HeldBalance held={coupon.held} />],
            [t('coupons:price'), formatMoney(coupon.price, locale)],
            [t('common:field.amount'), formatMoney(coupon.amount, locale)],
            [t('coupons:validFrom'), formatDate(coupon.from, locale)],
            [
              t('coupons:validUntil'),
              <>
                {formatDate(coupon.until, locale)}{' '}
                <span className="quiet">{t('coupons:validUntilInclusive')}</span>
              </>,
            ],
            [
              t('coupons:use'),
              coupon.divisible ? (
                t('coupons:divisible')
              ) : (
                <>
                  {t('coupons:indivisible')}
                  <div className="quiet">{t('coupons:indivisibleHint')}</div>
                </>
              ),
            ],
            [t('stations:title'), coupon.stations && stationRuleText(t, coupon.stations)],
            [t('coupons:batch'), coupon.batch],
          ]}
        />
      </Panel>
      <ProcessorFills fills={coupon.fills} />
    </>
  )
}
