import type { Translate } from '#locales/translate.ts'

/** At which stations a card or a coupon works, by their codes. */
export interface StationRuleView {
  are: 'only' | 'not'
  codes: readonly string[]
}

/** `Only: 001, 002` */
export function stationRuleText(t: Translate, { are, codes }: StationRuleView): string {
  return t(`stations:rule.${are}`, { codes: codes.join(', ') })
}
