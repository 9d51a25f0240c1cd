import { formatMoney, formatVolume } from '#locales/format.ts'
import type { Locale } from '#locales/index.ts'

/** `100 L`, `50 000,00 ₸`; `places` as for formatVolume. */
export function formatCardAmount(
  unit: 'ml' | 'tiyn',
  amount: number,
  locale: Locale,
  places?: number,
): string {
  return unit === 'ml' ? formatVolume(amount, locale, places) : formatMoney(amount, locale)
}
