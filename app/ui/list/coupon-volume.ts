import { formatVolume } from '#locales/format.ts'
import type { Locale } from '#locales/index.ts'
import type { Translate } from '#locales/translate.ts'

/** `50 L`, and of a coupon that was used in part `50 L, 20 L left`; millilitres. */
export function couponVolume(
  t: Translate,
  locale: Locale,
  { volume, remaining }: { volume: number; remaining: number },
): string {
  const whole = formatVolume(volume, locale)
  const isPart = remaining > 0 && remaining < volume
  return isPart ? `${whole}, ${t('coupons:left', { volume: formatVolume(remaining, locale) })}` : whole
}
