import type { Products } from '#app/ui/layout/products.ts'
import { weekdayWords } from '#app/ui/list/weekdays.ts'
import { formatDateTime, formatVolume } from '#locales/format.ts'
import type { Locale } from '#locales/index.ts'
import type { Translate } from '#locales/translate.ts'
import type { ClosureView, HoursView, ShortageView, StationRowView } from './station-view.ts'

/** `Mon–Fri 08:00–20:00, Sat–Sun closed` */
export function hoursText(t: Translate, hours: HoursView | null): string {
  if (hours === null) return ''
  if (hours.kind === 'always') return t('stations:roundTheClock')
  if (hours.kind === 'text') return hours.text
  const days = weekdayWords(t)
  return hours.days
    .map(({ first, last, span }) => {
      const names = first === last ? days[first] : `${days[first]}–${days[last]}`
      return `${names} ${span ? `${span.from}–${span.until}` : t('stations:dayOff')}`
    })
    .join(', ')
}

export function stationStatusLabels(t: Translate): Record<StationRowView['state'], string> {
  return {
    open: t('stations:status.open'),
    shut: t('stations:status.shut'),
    closed: t('stations:status.closed'),
    unknown: t('stations:status.unknown'),
  }
}

/** When a closed station opens; empty for one that is open. */
export function opensText(t: Translate, locale: Locale, { state, opensAt }: StationRowView): string {
  if (opensAt) return t('stations:opensAt', { moment: formatDateTime(opensAt, locale) })
  return state === 'closed' ? t('stations:untilNotice') : ''
}

/** `Diesel: not available, until 5 Mar 2026, 14:07` */
export function shortageText(t: Translate, locale: Locale, fuels: Products, shortage: ShortageView): string {
  const product = fuels.nameOf(shortage.product)
  const what =
    shortage.cap === null
      ? t('stations:noFuel', { product })
      : t('stations:capped', { product, volume: formatVolume(shortage.cap, locale) })
  const where = shortage.ofNetwork ? t('stations:all') : ''
  return [what, where, periodText(t, locale, shortage)].filter(Boolean).join(', ')
}

/** Of what has no end yet, that it has none. */
export function periodText(t: Translate, locale: Locale, { from, until }: ClosureView): string {
  const parts = [
    from ? t('stations:since', { moment: formatDateTime(from, locale) }) : '',
    until ? t('stations:until', { moment: formatDateTime(until, locale) }) : t('stations:untilNotice'),
  ]
  return parts.filter(Boolean).join(', ')
}
