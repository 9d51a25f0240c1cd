import type { Decline } from '#app/domain/authorizations/decision.ts'
import { type CardPermission, type CardRule, limitsOfRule } from '#app/domain/cards/card-rule.ts'
import type { WhatIf } from '#app/domain/cards/card-rule-what-if.ts'
import type { GroupInUse, RuleInUse } from '#app/domain/cards/cards.server.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import { almatyWallClock, clockOf } from '#app/domain/kernel/calendar.ts'
import type { CardGroup } from '#app/domain/rules/groups.server.ts'
import type { ShadowRule } from '#app/domain/rules/shadows.server.ts'
import type { RuleTemplate } from '#app/domain/rules/templates.server.ts'
import type { RulePreview } from '#app/domain/rules/what-if.server.ts'
import type {
  GroupSummary,
  NamedRuleRow,
  PermissionView,
  PreviewView,
  RuledCardView,
  RuleFacts,
  RuleSummary,
  RuleValues,
  ShadowView,
  WhatIfView,
} from './rule-view.ts'
import { noRuleValues } from './rule-view.ts'

type Fields = Readonly<Record<string, string | string[]>>

export function ruleValues(rule: (CardRule & { version: number }) | null): RuleValues {
  if (!rule) return noRuleValues
  const { unit, fillsPerDay, products, weekdays, times, stations, version } = rule
  const typed = (amount: number | null) =>
    amount === null ? '' : String(amount / (unit === 'ml' ? 1_000 : 100)).replace('.', ',')
  return {
    unit: unit === 'ml' ? 'l' : 'kzt',
    perFill: typed(rule.perFill),
    perDay: typed(rule.perDay),
    perWeek: typed(rule.perWeek),
    perMonth: typed(rule.perMonth),
    fillsPerDay: fillsPerDay === null ? '' : String(fillsPerDay),
    products,
    weekdays: weekdays.map(String),
    timeFrom: times ? clockOf(times.from) : '',
    timeTo: times ? clockOf(times.until) : '',
    stationMode: stations === null ? 'all' : stations.are === 'only' ? 'only' : 'except',
    stations: stations?.codes ?? [],
    odometer: rule.odometerRequired,
    version,
  }
}

export function permissionView(
  { kind, extra, until }: CardPermission,
  unit: PermissionView['unit'],
): PermissionView {
  return { kind, extra, unit, until: almatyWallClock(until) }
}

/** A page shows so many of what a rule would have refused. */
const SHOWN = 50

type Say = (decline: Decline) => string

/** `say`: why it declines, in the reader's language. `numbers`: of the cards, where there are several. */
export function whatIfView(
  { fills, touched }: WhatIf,
  say: Say,
  numbers?: ReadonlyMap<number, string>,
): WhatIfView {
  return {
    fills,
    touched: touched.length,
    rows: touched
      .slice(-SHOWN)
      .reverse()
      .map(({ fill, volume, decline }) => ({
        ...{ id: fill.id, at: almatyWallClock(fill.at), station: fill.station },
        ...{ product: fill.product, volume: fill.volume, instead: volume },
        why: decline && say(decline),
        card: numbers && fill.card ? { id: fill.card, number: numbers.get(fill.card) ?? '' } : null,
      })),
  }
}

/** `fields`: what was typed, which the confirmation sends again with the version and the digest. */
export function previewView(preview: RulePreview, fields: Fields, say: Say): PreviewView {
  const { nonce: _nonce, drawnFor: _drawnFor, whatIf: _whatIf, shadow: _shadow, ...typed } = fields
  const sent = { ...typed, version: String(preview.version), digest: preview.digest }
  return {
    ...whatIfView(preview.whatIf, say, preview.whatIf.numbers),
    cards: preview.whatIf.cardIds.length,
    fields: Object.entries(sent).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    ),
  }
}

function ruleFacts(rule: CardRule): RuleFacts {
  const { products, weekdays, times, stations, odometerRequired } = rule
  return {
    limits: limitsOfRule(rule),
    ...{ products, weekdays, stations, odometer: odometerRequired },
    times: times && { from: clockOf(times.from), until: clockOf(times.until) },
  }
}

export function ruleSummary(rule: RuleInUse): RuleSummary {
  const { limits, permission, unit, template } = rule
  return {
    ...ruleFacts(rule),
    ...{ limits, template },
    permission: permission && permissionView(permission, unit),
  }
}

export function groupSummary({ id, name, limits, rule }: GroupInUse): GroupSummary {
  return { id, name, limits, facts: rule && ruleFacts(rule) }
}

export function namedRuleRow({ id, name, cards, rule }: RuleTemplate | CardGroup): NamedRuleRow {
  return { id, name, cards, summary: rule && ruleFacts(rule) }
}

export function ruledCardView({ id, number, holder, plate }: RuledCardView): RuledCardView {
  return { id, number: maskedNumber(number), holder, plate }
}

export function shadowView(shadow: ShadowRule, say: Say): ShadowView {
  const { id, version, since, decided, refused, rule, rows } = shadow
  return {
    ...{ id, version, decided, refused },
    since: almatyWallClock(since),
    rule: ruleFacts(rule),
    rows: rows.map(({ at, decline, ...row }) => ({ ...row, at: almatyWallClock(at), why: say(decline) })),
  }
}
