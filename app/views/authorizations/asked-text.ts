import { formatMoney, formatVolume } from '#locales/format.ts'
import type { Locale } from '#locales/index.ts'
import type { Translate } from '#locales/translate.ts'
import type { DeclineRowView } from './declines-view.ts'

/** How much a station asked for. */
export function askedText(t: Translate, { volume, amount }: DeclineRowView['asked'], locale: Locale): string {
  if (volume !== null) return formatVolume(volume, locale)
  return amount === null ? t('refusals:fullTank') : formatMoney(amount, locale)
}
