import { formatDateTime, formatMoney, formatVolume } from '#locales/format.ts'
import type { Locale } from '#locales/index.ts'
import type { Translate } from '#locales/translate.ts'
import type { PermissionView } from './rule-view.ts'

/** What widens a rule now, and until when. */
export function permissionText(t: Translate, locale: Locale, permission: PermissionView): string {
  const { kind, extra, unit } = permission
  const until = formatDateTime(permission.until, locale)
  if (kind !== 'extra') return t(`rules:now.${kind}`, { until })
  const amount = unit === 'ml' ? formatVolume(extra, locale) : formatMoney(extra, locale)
  return t('rules:now.extra', { amount, until })
}
