import type { CouponState } from '#app/domain/coupons/coupons.ts'
import { formatDate, formatDateTime, formatMoney, formatVolume } from '#app/domain/kernel/format.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { Alert, type AlertTone } from '#app/ui/feedback/alert.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'

export interface CouponView {
  id: number
  number: string
  product: ProductCode
  /** Millilitres. */
  volume: number
  remaining: number
  divisible: boolean
  /** Tiyn a litre, and in all. */
  price: number
  amount: number
  from: string
  until: string
  batch: string | null
  redeemedAt: string | null
  state: CouponState
  /** Active, but its first day is still to come. */
  isEarly: boolean
}

const tones: Record<CouponState, AlertTone> = {
  active: 'ok',
  issued: 'info',
  reserved: 'info',
  redeemed: 'info',
  exchanged: 'info',
  refunded: 'info',
  cancelled: 'info',
  expired: 'warn',
  blocked_by_client: 'bad',
  blocked_by_issuer: 'bad',
}

/** Whether the coupon works, and why not. */
export function CouponStanding({ coupon, forStaff }: { coupon: CouponView; forStaff?: boolean }) {
  const { t, locale } = useWords()
  const { state, isEarly } = coupon
  const isBlocked = state === 'blocked_by_client' || state === 'blocked_by_issuer'
  const inWords = () => {
    if (isEarly) return t('coupons:why.not_yet', { date: formatDate(coupon.from, locale) })
    if (state === 'expired') return t('coupons:why.expired', { date: formatDate(coupon.until, locale) })
    return forStaff && isBlocked ? t(`coupons:whyStaff.${state}`) : t(`coupons:why.${state}`)
  }
  return (
    <Alert tone={isEarly ? 'info' : tones[state]} title={t(`coupons:status.${state}`)}>
      <p>{inWords()}</p>
      {coupon.redeemedAt ? (
        <p>{t('coupons:redeemedAt', { moment: formatDateTime(coupon.redeemedAt, locale) })}</p>
      ) : null}
    </Alert>
  )
}

export function CouponFacts({ coupon }: { coupon: CouponView }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { remaining, volume } = coupon
  return (
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
          [t('coupons:stations'), t('coupons:stationsAll')],
          [t('coupons:batch'), coupon.batch],
        ]}
      />
    </Panel>
  )
}
