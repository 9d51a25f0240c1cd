import type { CouponState } from '#app/domain/coupons/coupons.ts'
import type { Translate } from '#locales/translate.ts'

// Looked up once a page and not once a row.

export function couponStatusLabels(t: Translate): Record<CouponState, string> {
  return {
    issued: t('coupons:status.issued'),
    active: t('coupons:status.active'),
    reserved: t('coupons:status.reserved'),
    redeemed: t('coupons:status.redeemed'),
    blocked_by_client: t('coupons:status.blocked_by_client'),
    blocked_by_issuer: t('coupons:status.blocked_by_issuer'),
    expired: t('coupons:status.expired'),
    exchanged: t('coupons:status.exchanged'),
    refunded: t('coupons:status.refunded'),
    cancelled: t('coupons:status.cancelled'),
  }
}

/** In a list a blocked coupon has the short word and, beneath it, who blocked it. */
export function listedCouponLabels(t: Translate) {
  const blocked = t('coupons:status.blocked')
  const blockedBy: Partial<Record<CouponState, string>> = {
    blocked_by_client: t('coupons:by.blocked_by_client'),
    blocked_by_issuer: t('coupons:by.blocked_by_issuer'),
  }
  return {
    status: { ...couponStatusLabels(t), blocked_by_client: blocked, blocked_by_issuer: blocked },
    blockedBy,
  }
}
