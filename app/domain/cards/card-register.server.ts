import { recordStatusChanges } from '#app/domain/history/status-changes.server.ts'
import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { textOfProducts } from '#app/domain/products/products.ts'
import { insertInheritedAssignments } from '#db/queries/cards/card-assignments.ts'
import { insertInheritedBlocks } from '#db/queries/cards/card-blocks.ts'
import { insertInheritedPins } from '#db/queries/cards/card-pins.ts'
import {
  deleteRulesAndGroupsOfCards,
  insertInheritedGroups,
  insertInheritedRules,
} from '#db/queries/cards/card-rules.ts'
import { type CardRow, selectCardsByEnds, selectCardsByPlate } from '#db/queries/cards/cards.ts'
import {
  deleteCards,
  insertCards,
  selectCardsByNumbersAcrossCompanies,
  updateCards,
} from '#db/queries/cards/register.ts'
import type { CardIssuerStatus, CardScheme, CompanyId, ProductCode } from '#db/schema/index.ts'
import { reversed } from '#db/sql/search.ts'
import { cardState, issuerStatusOf, storedCardStatus } from './cards.ts'
import { watchHeirs, watchLoweredLimits } from './limit-candidates.server.ts'

/** What the issuer says of a card. Limits in `limitUnit`; the balance in tiyn, of a litre wallet in millilitres. */
export interface CardFacts {
  companyId: CompanyId
  holder: string
  plate: string
  products: readonly ProductCode[]
  scheme: CardScheme
  dailyLimit: number | null
  weeklyLimit: number | null
  monthlyLimit: number | null
  limitUnit: 'ml' | 'tiyn'
  balance: number | null
  issuerStatus: CardIssuerStatus
  validUntil: Day | null
  replacedBy: string | null
}

// For imports and the demo data: the caller has authorized and works inside a transaction of its own.

/** The cards that are here already, held until the transaction ends when `lock`. */
export function findCardsByNumbers(
  ctx: Context,
  numbers: readonly string[],
  options?: { lock?: boolean },
): Promise<CardRow[]> {
  return selectCardsByNumbersAcrossCompanies(ctx.db, numbers, options)
}

/** Of a masked number: at most two of the company's cards that fit. */
export function findCardsByEnds(
  ctx: Context,
  companyId: CompanyId,
  { first, last }: { first: string; last: string },
): Promise<Pick<CardRow, 'id' | 'number'>[]> {
  return selectCardsByEnds(ctx.db, companyId, { first, lastReversed: reversed(last) })
}

/** At most two of the company's cards that were given for a vehicle. */
export function findCardsByPlate(
  ctx: Context,
  companyId: CompanyId,
  plate: string,
): Promise<Pick<CardRow, 'id' | 'number'>[]> {
  return selectCardsByPlate(ctx.db, companyId, plate)
}

/** One that takes the place of another asks for its PIN. */
export async function addCards(
  ctx: Context,
  cards: readonly (CardFacts & { number: string })[],
): Promise<void> {
  const rows = cards.map((card) => ({
    ...columnsOf(card, null),
    client_blocked_at: null,
    client_blocked_by: null,
    number: card.number,
    number_reversed: reversed(card.number),
  }))
  await insertCards(ctx.db, rows)
  await inherit(ctx, { replaced: [], added: cards.map(({ number }) => number) })
}

/** What a client set for a card holds for the one that takes its place. */
async function inherit(ctx: Context, numbers: { replaced: string[]; added: string[] }): Promise<void> {
  await insertInheritedPins(ctx.db, numbers)
  await insertInheritedRules(ctx.db, numbers)
  await insertInheritedBlocks(ctx.db, numbers)
  await insertInheritedAssignments(ctx.db, numbers, ctx.now)
  await insertInheritedGroups(ctx.db, numbers)
  await watchHeirs(ctx, numbers)
}

/**
 * Writes what the register now says over cards found with `lock`; the client's own block, and that it
 * reported a card as lost, stay. Each change of state, also by another last day, is kept under the import. A card that now takes the place of one of them has its PIN,
 * its rule, its driver and its vehicle.
 */
export async function changeCards(
  ctx: Context,
  changes: readonly { before: CardRow; after: CardFacts }[],
  importId: number | null,
): Promise<void> {
  const rows = changes.map(({ before, after }) => ({
    ...columnsOf(after, before),
    client_blocked_at: before.client_blocked_at,
    client_blocked_by: before.client_blocked_by,
    id: before.id,
    number: before.number,
    number_reversed: before.number_reversed,
  }))
  await updateCards(ctx.db, rows)
  const moved = changes.filter(({ before, after }) => after.companyId !== before.company_id)
  await deleteRulesAndGroupsOfCards(
    ctx.db,
    moved.map(({ before }) => before.id),
  )
  await watchLoweredLimits(
    ctx,
    changes.flatMap(({ before }, index) => (rows[index] ? [{ before, after: rows[index] }] : [])),
  )
  const replaced = changes.filter(
    ({ before, after }) => after.replacedBy !== null && after.replacedBy !== before.replaced_by,
  )
  await inherit(ctx, { replaced: replaced.map(({ before }) => before.number), added: [] })
  const today = businessDay(ctx.now)
  await recordStatusChanges(
    ctx.db,
    changes.flatMap(({ before, after }) => {
      const status = statusOf(after, before)
      const [from, to] = [
        cardState(before, today),
        cardState({ status, valid_until: after.validUntil }, today),
      ]
      if (to === from) return []
      return [
        {
          subject_kind: 'card' as const,
          subject_id: before.id,
          company_id: after.companyId,
          import_id: importId,
          from_status: from,
          to_status: to,
        },
      ]
    }),
  )
}

type OwnState = Pick<CardRow, 'client_blocked_at' | 'client_lost_at'>

/** What the client did with the card outlives what a register says. */
function statusOf({ issuerStatus }: CardFacts, own: OwnState | null) {
  const issuer = issuerStatusOf({ issuer_status: issuerStatus, client_lost_at: own?.client_lost_at ?? null })
  return storedCardStatus(issuer, own !== null && own.client_blocked_at !== null)
}

function columnsOf(facts: CardFacts, own: OwnState | null) {
  return {
    company_id: facts.companyId,
    holder: facts.holder,
    plate: facts.plate,
    products: textOfProducts(facts.products),
    scheme: facts.scheme,
    daily_limit: facts.dailyLimit,
    weekly_limit: facts.weeklyLimit,
    monthly_limit: facts.monthlyLimit,
    limit_unit: facts.limitUnit,
    balance: facts.balance,
    status: statusOf(facts, own),
    issuer_status: facts.issuerStatus,
    valid_until: facts.validUntil,
    replaced_by: facts.replacedBy,
  }
}

/** Cards that an import brought and that is taken back. */
export function removeCards(ctx: Context, ids: readonly number[]): Promise<void> {
  return deleteCards(ctx.db, ids)
}
