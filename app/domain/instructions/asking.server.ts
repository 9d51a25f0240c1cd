import type { AuditAction, RecordedData } from '#app/domain/audit/actions.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import type { InstrumentRef } from '#app/domain/kernel/instrument.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'
import { productsInText } from '#app/domain/products/products.ts'
import { stationsIn } from '#app/domain/stations/station-rules.ts'
import {
  insertInstruction,
  selectLastInstruction,
  selectWishedCard,
  selectWishedCoupon,
  updateInstructionsSuperseded,
  type WishedCard,
  type WishedCoupon,
} from '#db/queries/instructions/instructions.ts'
import { asksOf, type DesiredLimits, type DesiredState } from './instructions.ts'

/** What people and systems do to a card or a coupon. */
export type InstrumentAction = Extract<AuditAction, `card.${string}` | `coupon.${string}`>

/** Those that change nothing that a pump asks about. */
const NO_CHANGE: readonly InstrumentAction[] = [
  'coupon.qr_shown',
  'card.block_planned',
  'card.block_cancelled',
  'card.assigned',
  'coupon.assigned',
  'coupon.handed_over',
  'coupon.taken_back',
]

/**
 * The last step of every change that a person or a client's system makes to a card or a coupon, in its transaction: the entry
 * of the audit log and, where the thing is processed elsewhere, the instruction to the processor. Nobody records such a
 * change beside it (tests/domain/instructions/one-way.test.ts).
 */
export async function recordInstrumentChange<Action extends InstrumentAction>(
  ctx: Context,
  action: Action,
  instrument: InstrumentRef & { companyId: number },
  ...data: RecordedData<Action>
): Promise<void> {
  await record(ctx, action, instrument, ...data)
  if (isOutside(ctx.settings, instrument.kind) && !NO_CHANGE.includes(action)) await ask(ctx, instrument)
}

/** The whole state as it is wanted now; what has no outcome yet is superseded by it. */
async function ask(ctx: Context, { kind, id }: InstrumentRef): Promise<void> {
  const ref = { kind, id }
  const { companyId, state } = await stateOf(ctx, ref)
  const last = await selectLastInstruction(ctx.db, ref)
  const before = last && { isBlocked: last.is_blocked === 1, asks: last.asks, status: last.status }
  await updateInstructionsSuperseded(ctx.db, ref)
  await insertInstruction(ctx.db, {
    company_id: companyId,
    instrument_kind: kind,
    instrument_id: id,
    version: (last?.version ?? 0) + 1,
    asks: asksOf(state.blocked, before),
    is_blocked: state.blocked ? 1 : 0,
    state: JSON.stringify(state),
    status: 'waiting',
  })
}

async function stateOf(
  ctx: Context,
  { kind, id }: InstrumentRef,
): Promise<{ companyId: number; state: DesiredState }> {
  if (kind === 'card') {
    const card = (await selectWishedCard(ctx.db, id)) ?? reject('card_not_found')
    return { companyId: card.company_id, state: stateOfCard(card) }
  }
  const coupon = (await selectWishedCoupon(ctx.db, id)) ?? reject('coupon_not_found')
  return { companyId: coupon.company_id, state: stateOfCoupon(coupon) }
}

function stateOfCard(card: WishedCard): DesiredState {
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

function stateOfCoupon(coupon: WishedCoupon): DesiredState {
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
}: Pick<WishedCard | WishedCoupon, 'client_blocked_at' | 'suspected_at' | 'issuer_status'>): Pick<
  DesiredState,
  'blocked' | 'blocked_by'
> {
  const blocked_by: DesiredState['blocked_by'] = []
  if (client_blocked_at !== null) blocked_by.push('client')
  if (suspected_at !== null) blocked_by.push('supplier')
  if (issuer_status === 'blocked') blocked_by.push('issuer')
  return { blocked: blocked_by.length > 0, blocked_by }
}

function stationsOf(row: Parameters<typeof stationsIn>[0]): DesiredState['stations'] {
  const rule = stationsIn(row)
  return rule && { are: rule.are, codes: [...rule.codes] }
}
