import type { Translate } from '#locales/translate.ts'

/** By their numbers, from 1. */
export function weekdayWords(t: Translate): string[] {
  return [
    '',
    t('stations:weekday.1'),
    t('stations:weekday.2'),
    t('stations:weekday.3'),
    t('stations:weekday.4'),
    t('stations:weekday.5'),
    t('stations:weekday.6'),
    t('stations:weekday.7'),
  ]
}
