import { plainWords } from '../normalise-text.ts'

/** `50 л/сут`, `1 500 тг в месяц`: a limit whose cell says for how long it is. */
const period =
  /\s{0,3}(?:\/|\sв\s|\sper\s)\s{0,3}((?:сут|день|дн|нед|мес|day|week|month|тәул|күн|апта|ай)\p{L}{0,6})\.?$/iu

export function withPeriod(text: string): { limit: string; period: string } | null {
  const found = period.exec(text)
  return found ? { limit: text.slice(0, found.index), period: found[1] ?? '' } : null
}

const unlimited =
  /^(?:без (?:ограничени[йя]|лимита)|не ?(?:ограничен[аоы]?|лимитирован[аоы]?)|безлимит(?:н\p{L}{2})?|unlimited|no limit|without limit|шектеусіз|шексіз|лимитсіз)$/u

/** `без ограничений` in the place of a limit: there is none. */
export function saysUnlimited(text: string): boolean {
  return text.length <= 40 && unlimited.test(plainWords(text))
}
