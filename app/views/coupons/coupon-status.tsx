import type { CouponState } from '#app/domain/coupons/coupons.ts'
import { formatDate, formatDateTime } from '#app/domain/kernel/format.ts'
import { Alert, type AlertTone } from '#app/ui/feedback/alert.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import type { CouponView } from './coupon-view.ts'

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
export function CouponStatus({ coupon, forStaff }: { coupon: CouponView; forStaff?: boolean }) {
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
