import type { CardState } from '#app/domain/cards/cards.ts'
import type { CouponState } from '#app/domain/coupons/coupons.ts'
import type { Translate } from '#locales/translate.ts'

// Words of states, for pages and files. Looked up once a page and not once a row.

export function couponWords(t: Translate): Record<CouponState, string> {
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

export function cardWords(t: Translate): Record<CardState, string> {
  return {
    active: t('cards:status.active'),
    blocked_by_client: t('cards:status.blocked_by_client'),
    blocked_by_issuer: t('cards:status.blocked_by_issuer'),
    expired: t('cards:status.expired'),
    lost: t('cards:status.lost'),
  }
}

/** A block in a list: the short word and, beneath it, whose it is. */
export function blockerWords(
  t: Translate,
  noun: 'cards' | 'coupons',
): Partial<Record<CardState | CouponState, string>> {
  return noun === 'cards'
    ? {
        blocked_by_client: t('cards:by.blocked_by_client'),
        blocked_by_issuer: t('cards:by.blocked_by_issuer'),
      }
    : {
        blocked_by_client: t('coupons:by.blocked_by_client'),
        blocked_by_issuer: t('coupons:by.blocked_by_issuer'),
      }
}
