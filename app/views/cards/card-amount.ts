import { formatMoney, formatVolume } from '#app/domain/kernel/format.ts'
import type { Locale } from '#locales/index.ts'

/** `100 L`, `50 000,00 ₸` */
export function formatCardAmount(unit: 'ml' | 'tiyn', amount: number, locale: Locale): string {
  return unit === 'ml' ? formatVolume(amount, locale) : formatMoney(amount, locale)
}
