import type { SignalFigures, SignalKind, SignalOutcome } from '#app/domain/signals/signals.ts'
import { formatDateTime, formatInteger, formatVolume } from '#locales/format.ts'
import type { Locale } from '#locales/index.ts'
import type { Translate } from '#locales/translate.ts'

export interface SignalView {
  id: number
  kind: SignalKind | 'other'
  /** Wall clock of Almaty, as every other moment here. */
  at: string
  station: string
  company: { id: number; name: string } | null
  /** Tiyn. */
  atRisk: number
  figures: SignalFigures
  note: string
  openedBy: string | null
  settled: { at: string; by: string; as: SignalOutcome; answer: string } | null
}

/** What was noticed, as a sentence with its figures. */
export function signalText(t: Translate, locale: Locale, { kind, figures }: SignalView): string {
  const number = (name: string) => formatInteger(Number(figures[name] ?? 0), locale)
  const volume = formatVolume(Number(figures.volume ?? 0), locale)
  const litres = (name: string) => formatInteger(Math.round(Number(figures[name] ?? 0) / 1_000), locale)
  switch (kind) {
    case 'faster_than_pump':
      return t('signals:text.faster_than_pump', {
        ...{ volume, seconds: number('seconds'), rate: litres('rate'), limit: litres('limit') },
      })
    case 'typed_unshown':
      return t('signals:text.typed_unshown', { volume, number: String(figures.number ?? '') })
    case 'series':
      return t('signals:text.series', { volume, fills: number('fills'), minutes: number('minutes') })
    case 'reversals':
      return t('signals:text.reversals', { reversed: number('reversed'), completed: number('completed') })
    case 'beyond_meters':
      return t('signals:text.beyond_meters', {
        ...{ volume, metered: formatVolume(Number(figures.metered ?? 0), locale) },
        shift: String(figures.shift ?? ''),
      })
    case 'not_received':
      return t('signals:text.not_received', {
        volume,
        moment: typeof figures.at === 'string' ? formatDateTime(figures.at, locale) : '',
      })
    default:
      return t('signals:text.other')
  }
}
