import { readUsageOfCard } from '#app/domain/authorizations/usage.server.ts'
import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import { businessDay, DAY_MS, dayBounds, HOUR_MS } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { stationsIn } from '#app/domain/stations/station-rules.ts'
import { listAllStations, type StationName } from '#app/domain/stations/stations.server.ts'
import {
  type CardRuleRow,
  deleteCardRule,
  selectCardRuleForUpdate,
  updateCardPermission,
  upsertCardRule,
} from '#db/queries/cards/card-rules.ts'
import { type ShownCardRow, selectCard, selectCardForUpdate } from '#db/queries/cards/cards.ts'
import { issuerRuleOf } from './card-fuel.ts'
import {
  type CardPermission,
  type CardRule,
  countFillsSince,
  emptyBeside,
  type GroupOfCard,
  permissionAt,
  type StandingRule,
} from './card-rule.ts'
import type { PermitMore, RemoveRule, SaveRule } from './card-rules.input.server.ts'
import { maskedNumber } from './cards.ts'
import { requireSensible } from './sensible-rule.server.ts'
import { columnsOfRule, groupIn, isSameRule, standingRuleIn } from './stored-rule.ts'

/** What the page of a card's rule needs. */
export interface RuleOfCard {
  /** Masked. */
  number: string
  rule: StandingRule | null
  group: GroupOfCard | null
  /** What widens the rule now; null: nothing does. */
  permission: CardPermission | null
  /** What the issuer allows; none: every product. */
  issuerProducts: readonly ProductCode[]
  stations: StationName[]
  /** A processor decides, and is asked for the rule. */
  isOutside: boolean
}

/** @throws DomainError card_not_found */
export async function findCardRule(ctx: Context, companyId: CompanyId, id: number): Promise<RuleOfCard> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  const card = (await selectCard(ctx.db, companyId, id)) ?? reject('card_not_found')
  const rule = standingRuleIn(card)
  const since = countFillsSince(rule?.permission ?? null, ctx.now)
  const { fillsSince } = since ? await readUsageOfCard(ctx, companyId, card, null, since) : { fillsSince: 0 }
  return {
    number: maskedNumber(card.number),
    rule,
    group: groupIn(card),
    permission: rule && permissionAt(rule, ctx.now, fillsSince),
    issuerProducts: issuerRuleOf(card, NOTHING_USED).products ?? [],
    stations: await listAllStations(ctx),
    isOutside: isOutside(ctx.settings, 'card'),
  }
}

/** The rules alone, the card's or its template's and its group's. @throws DomainError card_not_found */
export async function readCardRule(
  ctx: Context,
  companyId: CompanyId,
  id: number,
): Promise<{ rule: StandingRule | null; group: GroupOfCard | null }> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  const card = (await selectCard(ctx.db, companyId, id)) ?? reject('card_not_found')
  return { rule: standingRuleIn(card), group: groupIn(card) }
}

const NONE = { volume: 0, amount: 0, fills: 0 }
const NOTHING_USED = { on: '0001-01-01', day: NONE, week: NONE, month: NONE }

/**
 * Gives the card this rule in place of the one that was seen (`version`); it is in force at the next authorization. A rule
 * that asks nothing is refused: removing it says so.
 * @throws DomainError card_not_found, conflict_try_again, rule_empty, rule_above_longer, rule_allows_nothing,
 * product_not_found, station_not_found
 */
export function saveCardRule(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { rule, version }: Pick<SaveRule, 'rule' | 'version'>,
): Promise<{ number: string; version: number }> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    const { card, row } = await lock(ctx, companyId, id)
    if ((row?.version ?? 0) !== version) reject('conflict_try_again')
    await requireSensibleOn(ctx, rule, card)
    const number = maskedNumber(card.number)
    const before = standingRuleIn(card)
    if (row && row.template_id === null && isSameRule(before, rule)) return { number, version }
    await upsertCardRule(ctx.db, {
      card_id: id,
      company_id: companyId,
      ...columnsOfRule(rule),
      // Another unit makes another amount of what was permitted.
      ...(row && before?.unit === rule.unit ? permissionIn(row) : NO_PERMISSION),
      template_id: null,
      version: version + 1,
    })
    await recordInstrumentChange(ctx, 'card.rule_set', { kind: 'card', id, companyId }, { number })
    return { number, version: version + 1 }
  })
}

/** Only the issuer's rules hold again. @throws DomainError card_not_found, conflict_try_again */
export function removeCardRule(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { version }: RemoveRule,
): Promise<{ number: string }> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    const { card, row } = await lock(ctx, companyId, id)
    const number = maskedNumber(card.number)
    if (!row) return { number }
    if (row.version !== version) reject('conflict_try_again')
    await deleteCardRule(ctx.db, companyId, id)
    await recordInstrumentChange(ctx, 'card.rule_removed', { kind: 'card', id, companyId }, { number })
    return { number }
  })
}

/**
 * Widens the client's own rule until it ends by itself: `extra` until midnight, `open` for hours, `fill` for one fill within
 * 24 hours. In place of one that is there. The issuer's limits stay.
 * @throws DomainError card_not_found, rule_missing
 */
export function permitMore(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { kind, extra, hours, reason }: PermitMore,
): Promise<{ number: string }> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    const { card, row } = await lock(ctx, companyId, id)
    const rule = standingRuleIn(card)
    if (!row || !rule) return reject('rule_missing')
    const until = {
      extra: dayBounds(businessDay(ctx.now)).until,
      open: new Date(ctx.now.getTime() + hours * HOUR_MS),
      fill: new Date(ctx.now.getTime() + DAY_MS),
    }[kind]
    await updateCardPermission(ctx.db, companyId, id, {
      permission: kind,
      permission_extra: extra === null ? null : Math.round(extra * (rule.unit === 'ml' ? 1_000 : 100)),
      permission_from: ctx.now,
      permission_until: until,
    })
    const number = maskedNumber(card.number)
    const subject = { kind: 'card', id, companyId } as const
    await recordInstrumentChange(ctx, 'card.rule_permitted', subject, { number, permission: kind, reason })
    return { number }
  })
}

/** Ends what was permitted before its time. @throws DomainError card_not_found */
export function endPermission(ctx: Context, companyId: CompanyId, id: number): Promise<{ number: string }> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    const { card, row } = await lock(ctx, companyId, id)
    const number = maskedNumber(card.number)
    if (!row || row.permission === null) return { number }
    await updateCardPermission(ctx.db, companyId, id, NO_PERMISSION)
    await recordInstrumentChange(
      ctx,
      'card.rule_permission_ended',
      { kind: 'card', id, companyId },
      { number },
    )
    return { number }
  })
}

const NO_PERMISSION = {
  permission: null,
  permission_extra: null,
  permission_from: null,
  permission_until: null,
}

function permissionIn(row: CardRuleRow) {
  const { permission, permission_extra, permission_from, permission_until } = row
  return { permission, permission_extra, permission_from, permission_until }
}

/** The card first, as every change of it does, and then its rule. */
async function lock(
  ctx: Context,
  companyId: CompanyId,
  id: number,
): Promise<{ card: ShownCardRow; row: CardRuleRow | undefined }> {
  if (!(await selectCardForUpdate(ctx.db, companyId, id))) reject('card_not_found')
  const row = await selectCardRuleForUpdate(ctx.db, companyId, id)
  const card = (await selectCard(ctx.db, companyId, id)) ?? reject('card_not_found')
  return { card, row }
}

/** @throws DomainError as saveCardRule */
async function requireSensibleOn(ctx: Context, rule: CardRule, card: ShownCardRow): Promise<void> {
  await requireSensible(ctx, rule)
  const empty = emptyBeside(rule, issuerRuleOf(card, NOTHING_USED, stationsIn(card)))
  if (empty) reject('rule_allows_nothing', { field: empty })
}
