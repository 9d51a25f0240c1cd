/** What is wanted of a card or a coupon, from its rows as they are now. */

import { productsInText } from '#app/domain/products/products.ts'
import { stationsIn } from '#app/domain/stations/station-rules.ts'
import type { WishedCard, WishedCoupon } from '#db/queries/instructions/wished.ts'
import type { DesiredLimits, DesiredState } from './instructions.ts'

export function stateOfCard(card: WishedCard): DesiredState {
  const products = productsInText(card.products)
  const limits = [
    { period: 'daily', limit: card.daily_limit },
    { period: 'weekly', limit: card.weekly_limit },
    { period: 'monthly', limit: card.monthly_limit },
  ] as const
  return {
    ...blocksOf(card),
    valid_from: null,
    valid_until: card.valid_until,
    products: products.length > 0 ? products : null,
    limits: limits.flatMap(({ period, limit }) =>
      limit === null ? [] : [{ period, limit, unit: card.limit_unit }],
    ),
    stations: stationsOf(card),
    rule: ruleOf(card),
    group: groupOf(card),
    lost: card.issuer_status === 'lost' || card.client_lost_at !== null,
    pin_locked: card.pin_blocked_at !== null,
    volume_ml: null,
  }
}

export function stateOfCoupon(coupon: WishedCoupon): DesiredState {
  return {
    ...blocksOf(coupon),
    valid_from: coupon.valid_from,
    valid_until: coupon.valid_until,
    products: [coupon.product],
    limits: [],
    stations: stationsOf(coupon),
    rule: null,
    group: null,
    lost: false,
    pin_locked: false,
    volume_ml: coupon.volume,
  }
}

function ruleOf(card: WishedCard): DesiredState['rule'] {
  const limits = limitsIn(card, 'rule')
  if (!limits) return null
  const template = card.rule_template_id === null ? null : (card.rule_template_name ?? '')
  return { ...limits, template, permission: permissionOf(card) }
}

function groupOf(card: WishedCard): DesiredState['group'] {
  const limits = limitsIn(card, 'group')
  if (!limits || card.group_id === null) return null
  return { id: card.group_id, name: card.group_name ?? '', ...limits }
}

function limitsIn(card: WishedCard, of: 'rule' | 'group'): DesiredLimits | null {
  const unit = card[`${of}_unit`]
  if (unit === null) return null
  return {
    unit,
    per_fill: card[`${of}_per_fill`],
    per_day: card[`${of}_per_day`],
    per_week: card[`${of}_per_week`],
    per_month: card[`${of}_per_month`],
    fills_per_day: card[`${of}_fills_per_day`],
    products: productsInText(card[`${of}_products`] ?? ''),
    weekdays: [...(card[`${of}_weekdays`] ?? '')].map(Number),
    minute_from: card[`${of}_minute_from`],
    minute_until: card[`${of}_minute_until`],
    stations: stationsOf({
      station_mode: card[`${of}_station_mode`],
      station_codes: card[`${of}_station_codes`],
    }),
    odometer_required: card[`${of}_odometer`] === 1,
  }
}

function permissionOf(card: WishedCard): NonNullable<DesiredState['rule']>['permission'] {
  const { rule_permission: kind, rule_permission_from: from, rule_permission_until: until } = card
  if (kind === null || from === null || until === null) return null
  return { kind, extra: card.rule_permission_extra, from: from.toISOString(), until: until.toISOString() }
}

/** The issuer's own block is said too, so that no client's unblocking lifts it. */
function blocksOf({
  client_blocked_at,
  suspected_at,
  issuer_status,
  company_closed_at,
}: Pick<
  WishedCard | WishedCoupon,
  'client_blocked_at' | 'suspected_at' | 'issuer_status' | 'company_closed_at'
>): Pick<DesiredState, 'blocked' | 'blocked_by'> {
  const blocked_by: DesiredState['blocked_by'] = []
  if (client_blocked_at !== null) blocked_by.push('client')
  if (suspected_at !== null || company_closed_at !== null) blocked_by.push('supplier')
  if (issuer_status === 'blocked') blocked_by.push('issuer')
  return { blocked: blocked_by.length > 0, blocked_by }
}

function stationsOf(row: Parameters<typeof stationsIn>[0]): DesiredState['stations'] {
  const rule = stationsIn(row)
  return rule && { are: rule.are, codes: [...rule.codes] }
}
