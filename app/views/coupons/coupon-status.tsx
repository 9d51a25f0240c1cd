import type { CouponState } from '#app/domain/coupons/coupons.ts'
import { Alert, type AlertTone } from '#app/ui/feedback/alert.tsx'
import { AskedNote, inForceText } from '#app/ui/feedback/asked-note.tsx'
import type { DeclineText } from '#app/ui/feedback/decline-text.ts'
import { reachText, urgentText } from '#app/ui/form/block-reach.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDate, formatDateTime } from '#locales/format.ts'
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

interface Props {
  coupon: CouponView
  /** Why a station would decline it now. */
  decline: DeclineText | null
  forStaff?: boolean
}

/** Whether the coupon works, and why not. */
export function CouponStatus({ coupon, decline, forStaff }: Props) {
  const { t, locale } = useWords()
  const { state, isEarly, asked } = coupon
  if (asked?.isInsteadOfState) return <AskedNote asked={asked} />
  const inForce = inForceText(t, locale, asked)
  if (state === 'active' && !isEarly && decline) {
    return (
      <Alert tone="warn" title={decline.text}>
        <p>{decline.todo}</p>
      </Alert>
    )
  }
  const isBlocked = state === 'blocked_by_client' || state === 'blocked_by_issuer'
  const inWords = () => {
    if (isEarly) return t('coupons:why.not_yet', { date: formatDate(coupon.from, locale) })
    if (state === 'expired') return t('coupons:why.expired', { date: formatDate(coupon.until, locale) })
    return forStaff && isBlocked ? t(`coupons:whyStaff.${state}`) : t(`coupons:why.${state}`)
  }
  return (
    <Alert tone={isEarly ? 'info' : tones[state]} title={t(`coupons:status.${state}`)}>
      <p>{inWords()}</p>
      {inForce ? <p>{inForce}</p> : null}
      {state === 'blocked_by_client' && !coupon.asked ? (
        <p>
          {reachText(t, 'block', coupon.reach)} {forStaff ? '' : urgentText(t, 'block', coupon.reach)}
        </p>
      ) : null}
      {coupon.redeemedAt ? (
        <p>
          {t('coupons:redeemedAt', { moment: formatDateTime(coupon.redeemedAt, locale) })}
          {coupon.redeemedStation ? `, ${t('common:field.station')} ${coupon.redeemedStation}` : null}
        </p>
      ) : null}
    </Alert>
  )
}
