import type { Decision, Decline, Figures } from '#app/domain/authorizations/decision.ts'
import { type DeclineCode, declineOwners, type RuleOwner } from '#app/domain/authorizations/decline-codes.ts'
import { happenedElsewhere } from '#app/domain/authorizations/decline-help.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { DeclineText } from '#app/ui/feedback/decline-text.ts'
import type { Products } from '#app/ui/layout/products.ts'
import { formatDate, formatDateTime, formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import { sayByKey } from '#locales/i18n.server.ts'
import type { Locale } from '#locales/index.ts'
import { joined } from '#locales/isolated.ts'
import { i18nFor } from '#locales/words.server.ts'

export interface DeclineView extends DeclineText {
  code: DeclineCode
  whose: RuleOwner
  /** Who made the rule, in a word. */
  owner: string
}

/** A decline for the client or for staff. With too few figures for the whole sentence it is said without them. */
export function declineView(
  { code, whose, figures }: Decline,
  locale: Locale,
  products: Products,
): DeclineView {
  const i18n = i18nFor(locale)
  const variables = inWords(figures, locale, products)
  const detail = i18n.getResource(locale, 'declines', `code.${code}.detail`)
  const hasAll = typeof detail === 'string' && variablesIn(detail).every((name) => name in variables)
  return {
    ...{ code, whose },
    owner: sayByKey(i18n, `declines:owner.${whose}`),
    text: joined(
      [
        sayByKey(i18n, `declines:code.${code}.${hasAll ? 'detail' : 'text'}`, variables),
        costOf(figures, variables, i18n),
        ruleOf(figures, i18n),
        whereOf(code, figures, i18n),
      ],
      ' ',
    ),
    todo: sayByKey(
      i18n,
      declineOwners[code] === 'rule' ? `declines:change.${whose}` : `declines:code.${code}.todo`,
    ),
  }
}

/** Litres that were asked for stand beside every decline; what they cost does not. */
function costOf(
  { unit }: Figures,
  { asked }: Record<string, string>,
  i18n: ReturnType<typeof i18nFor>,
): string {
  return unit === 'tiyn' && asked ? sayByKey(i18n, 'declines:costs', { asked }) : ''
}

/** The template or the group that the rule belongs to; empty where it is nobody's but the card's. */
function ruleOf({ rule }: Figures, i18n: ReturnType<typeof i18nFor>): string {
  const kind = rule?.id.split('-')[0]
  if (!rule || (kind !== 'template' && kind !== 'group')) return ''
  return sayByKey(i18n, `declines:rule.${kind}`, { name: rule.name })
}

/** At which station a coupon was used or is held: who reads it may be at another one. */
function whereOf(code: DeclineCode, { station }: Figures, i18n: ReturnType<typeof i18nFor>): string {
  return happenedElsewhere(code) && station ? sayByKey(i18n, 'declines:where', { station }) : ''
}

function variablesIn(words: string): string[] {
  return [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name)
}

/** Null where nothing declines. */
export function declineOf(decision: Decision, locale: Locale, products: Products): DeclineView | null {
  return decision.status === 'declined' ? declineView(decision, locale, products) : null
}

function inWords(figures: Figures, locale: Locale, products: Products): Record<string, string> {
  const { asked, left, limit, least, most, products: codes, day } = figures
  const amount = (value: number) => amountInWords(value, figures.unit, locale)
  const moment = (value: Date) => formatDateTime(almatyWallClock(value), locale)
  return {
    ...(asked !== undefined && { asked: amount(asked) }),
    ...(left !== undefined && { left: amount(left) }),
    ...(limit !== undefined && { limit: amount(limit) }),
    ...(least !== undefined && { least: formatInteger(least, locale) }),
    ...(most !== undefined && { most: formatInteger(most, locale) }),
    ...(codes && { products: products.namesOf(codes) }),
    ...(day && { day: formatDate(day, locale) }),
    ...(figures.renewsAt && { renewsAt: moment(figures.renewsAt) }),
    ...(figures.nextAllowedAt && { nextAllowedAt: moment(figures.nextAllowedAt) }),
    ...(figures.until && { until: moment(figures.until) }),
    ...(figures.usedAt && { usedAt: moment(figures.usedAt) }),
  }
}

function amountInWords(value: number, unit: Figures['unit'], locale: Locale): string {
  if (unit === 'ml') return formatVolume(value, locale)
  return unit === 'tiyn' ? formatMoney(value, locale) : formatInteger(value, locale)
}
