import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { HeldBalance } from '#app/ui/list/asked-badge.tsx'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { NumberInGroups } from '#app/ui/list/number-in-groups.tsx'
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
            [t('coupons:number'), <NumberInGroups key="number" number={coupon.number} />],
            [t('common:field.product'), fuels.nameOf(coupon.product)],
            [t('coupons:denomination'), formatVolume(volume, locale)],
            [
              t('coupons:remaining'),
              remaining > 0 && remaining < volume ? formatVolume(remaining, locale) : null,
            ],
            [
              t('coupons:remainder.returnedMl'),
              coupon.returned > 0 ? formatVolume(coupon.returned, locale) : null,
            ],
            [t('coupons:remainder.lapsedMl'), coupon.lapsed > 0 ? formatVolume(coupon.lapsed, locale) : null],
            [t('instructions:balance'), coupon.held && <HeldBalance held={coupon.held} />],
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
            [t('coupons:use'), <Use key="use" remainder={coupon.remainder} />],
            [t('stations:title'), coupon.stations && stationRuleText(t, coupon.stations)],
            [t('coupons:batch'), coupon.batch],
          ]}
        />
      </Panel>
      <ProcessorFills fills={coupon.fills} />
    </>
  )
}

/** In how many fills it may be used, and what becomes of the remainder. */
function Use({ remainder }: Pick<CouponView, 'remainder'>) {
  const { t } = useWords()
  if (remainder === 'kept') return t('coupons:divisible')
  if (remainder !== 'refused') return t(`coupons:remainder.${remainder}`)
  return (
    <>
      {t('coupons:indivisible')}
      <div className="quiet">{t('coupons:indivisibleHint')}</div>
    </>
  )
}
