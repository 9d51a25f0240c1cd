import type { UnusualFigures, UnusualKind, UnusualOutcome } from '#app/domain/unusual/detecting.ts'
import type { Products } from '#app/ui/layout/products.ts'
import { formatInteger, formatVolume } from '#locales/format.ts'
import type { Locale } from '#locales/index.ts'
import type { Translate } from '#locales/translate.ts'

export interface UnusualView {
  id: number
  kind: UnusualKind
  figures: UnusualFigures
  atRisk: number
  /** Tiyn. */
  amount: number
  /** Wall clock of Almaty. */
  at: string
  station: string
  card: { id: number; name: string }
  transactionId: number
  settled: { as: UnusualOutcome; at: string; by: string; note: string } | null
}

/** What does not fit, in a sentence with its figures. */
export function unusualText(
  t: Translate,
  locale: Locale,
  fuels: Products,
  { kind, figures }: Pick<UnusualView, 'kind' | 'figures'>,
): string {
  const litres = (name: string) => formatVolume(Number(figures[name] ?? 0), locale)
  const whole = (name: string) => formatInteger(Number(figures[name] ?? 0), locale)
  const word = (name: string) => String(figures[name] ?? '')
  switch (kind) {
    case 'over_tank':
      return t('unusual:text.over_tank', {
        volume: litres('volume'),
        tank: litres('tank'),
        over: litres('over'),
      })
    case 'wrong_fuel':
      return t('unusual:text.wrong_fuel', {
        product: fuels.nameOf(word('product')),
        own: fuels.nameOf(word('own')),
      })
    case 'too_far':
      return t('unusual:text.too_far', {
        ...{ km: whole('km'), minutes: whole('minutes') },
        ...{ from: word('from'), station: word('station') },
      })
    case 'twice':
      return t('unusual:text.twice', { minutes: whole('minutes'), volume: litres('volume') })
    case 'hours':
      return t('unusual:text.hours', { time: clock(Number(figures.minute)), fills: whole('fills') })
    case 'area':
      return t('unusual:text.area', { km: whole('km'), fills: whole('fills') })
    case 'consumption':
      return t('unusual:text.consumption', {
        ...{ burned: litres('burned'), norm: litres('norm') },
        ...{ km: whole('km'), percent: whole('percent') },
      })
  }
}

function clock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
