import { formatDate, formatDateTime, formatMoney, formatVolume } from '#app/domain/format.ts'
import type { Locale } from '#locales/index.ts'

// Without hooks: rows of a list pass the locale down, or call the formatters themselves.

export interface FigureProps {
  locale: Locale
}

/** Tiyn, as `1 234,50 ₸`. */
export function Money({ tiyn, locale }: FigureProps & { tiyn: number | bigint }) {
  return <span className="num">{formatMoney(tiyn, locale)}</span>
}

/** Millilitres, as `1 234,5 л`. */
export function Litres({ millilitres, locale }: FigureProps & { millilitres: number | bigint }) {
  return <span className="num">{formatVolume(millilitres, locale)}</span>
}

/** Almaty's wall clock, `2026-03-05` or `2026-03-05T14:07:00`; the hour is shown when `withTime`. */
export function DateText({ at, locale, withTime }: FigureProps & { at: string; withTime?: boolean }) {
  return (
    <time className="tabular nowrap" dateTime={at.length > 10 ? `${at}+05:00` : at}>
      {withTime ? formatDateTime(at, locale) : formatDate(at, locale)}
    </time>
  )
}
