import { isNearLimit } from '#app/domain/authorizations/limits.ts'
import { readUsageNearLimits } from '#app/domain/authorizations/usage.server.ts'
import { type AtProcessor, readAtProcessor } from '#app/domain/instructions/asked.server.ts'
import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { EXPORT_SIZE, type Page, readAllPages, readPage } from '#app/domain/kernel/page.server.ts'
import { PAGE_SIZE } from '#app/domain/kernel/page-size.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { lastCommitOf } from '#app/domain/registers/freshness.server.ts'
import {
  type CardOrder,
  type CardSelection,
  countCards,
  type ListedCardRow,
  selectCardPage,
  selectCardPosition,
} from '#db/queries/cards/lists.ts'
import { fuelLimitOf } from './card-fuel.ts'
import type { CardFilter } from './cards.input.server.ts'
import { type CardSort, type CardState, cardSlicesOf, cardState, limitsOf } from './cards.ts'

/** `atProcessor`: null where the cabinet itself decides. */
export type ListedCard = ListedCardRow & { state: CardState; atProcessor: AtProcessor | null }

export interface CardList extends Page<ListedCard> {
  sort: CardSort
  /** Of all pages together; `capped`: at least so many. */
  total: { cards: number; capped: boolean }
  /** When the register last changed; null before the first. */
  asOf: Date | null
}

/** So many are sorted sooner than as many more are read past in the order of the list. */
const SMALL = 1_000

/** One page of a company's cards. */
export async function listCards(ctx: Context, companyId: CompanyId, filter: CardFilter): Promise<CardList> {
  requireRightIn(ctx, companyId, 'see_cards')
  const today = businessDay(ctx.now)
  const selection = await selectionOf(ctx, companyId, filter, today)
  const [total, asOf] = await Promise.all([
    countCards(ctx.db, companyId, selection),
    lastCommitOf(ctx.db, 'cards'),
  ])
  const page = await readCards(ctx, companyId, filter, selection, {
    isSmall: !total.capped && total.cards <= SMALL,
  })
  return { ...page, sort: sortOf(filter), total, asOf }
}

/** All pages of the list, one after another: exactly what the filters show. */
export async function* exportCards(
  ctx: Context,
  companyId: CompanyId,
  filter: CardFilter,
): AsyncGenerator<ListedCard[]> {
  requireRightIn(ctx, companyId, 'export_lists')
  await enforceRateLimit(ctx, 'export')
  const selection = await selectionOf(ctx, companyId, filter, businessDay(ctx.now))
  yield* readAllPages((cursor) =>
    readCards(ctx, companyId, { ...filter, cursor }, selection, { size: EXPORT_SIZE }),
  )
}

/** The ids of all that the filters find, as many as `limit` at least where there are more. */
export async function findCardsOf(
  ctx: Context,
  companyId: CompanyId,
  filter: CardFilter,
  limit: number,
): Promise<number[]> {
  requireRightIn(ctx, companyId, 'see_cards')
  const selection = await selectionOf(ctx, companyId, filter, businessDay(ctx.now))
  const ids: number[] = []
  const read = (cursor: string | undefined) =>
    readCards(ctx, companyId, { ...filter, cursor }, selection, { size: EXPORT_SIZE })
  for await (const rows of readAllPages(read)) {
    ids.push(...rows.map(({ id }) => id))
    if (ids.length >= limit) break
  }
  return ids
}

function sortOf(filter: CardFilter): CardSort {
  return filter.sort ?? 'number'
}

async function readCards(
  ctx: Context,
  companyId: CompanyId,
  filter: CardFilter,
  selection: CardSelection,
  { size = PAGE_SIZE, isSmall = false },
): Promise<Page<ListedCard>> {
  const sort = sortOf(filter)
  const order = orderOf(sort)
  const page = await readPage({
    order: sort,
    cursor: filter.cursor,
    place: (id) => selectCardPosition(ctx.db, companyId, id, order),
    read: (request) => selectCardPage(ctx.db, companyId, selection, order, { ...request, isSmall }),
    size,
  })
  const today = businessDay(ctx.now)
  const ids = page.rows.map(({ id }) => id)
  const atProcessor = await readAtProcessor(ctx, companyId, 'card', ids)
  const rows = page.rows.map((row) => ({
    ...row,
    state: cardState(row, today),
    atProcessor: atProcessor?.(row.id) ?? null,
  }))
  return { ...page, rows }
}

function orderOf(sort: CardSort): CardOrder {
  if (sort === 'newest') return { by: 'id', descending: true }
  return { by: sort.endsWith('holder') ? 'holder' : 'number', descending: sort.startsWith('-') }
}

async function selectionOf(
  ctx: Context,
  companyId: CompanyId,
  { status, product, q, to, limit }: CardFilter,
  today: Day,
): Promise<CardSelection> {
  const ids = limit === 'near' ? await cardsNearLimit(ctx, companyId) : undefined
  return { ...{ product, q, ids }, slices: status && cardSlicesOf(status, today), until: to }
}

/**
 * Active cards that have used most of a limit of today, this week or this month.
 * @internal tests ask for the ids, which a list only filters by
 */
export async function cardsNearLimit(ctx: Context, companyId: CompanyId): Promise<number[]> {
  requireRightIn(ctx, companyId, 'see_cards')
  return nearOf(await readUsageNearLimits(ctx, companyId), businessDay(ctx.now))
}

/** How many those are, up to `limit` and one more: the sums of each cost time. */
export async function countCardsNearLimit(
  ctx: Context,
  companyId: CompanyId,
  limit: number,
): Promise<number> {
  requireRightIn(ctx, companyId, 'see_cards')
  const enough = limit + 1
  const asked = await readUsageNearLimits(ctx, companyId, enough)
  const first = nearOf(asked, businessDay(ctx.now)).length
  // Fewer than were asked for: these are all that there are.
  if (first >= enough || asked.length < enough) return Math.min(enough, first)
  return Math.min(enough, (await cardsNearLimit(ctx, companyId)).length)
}

function nearOf(used: Awaited<ReturnType<typeof readUsageNearLimits>>, today: Day): number[] {
  return used
    .filter(({ card }) => cardState(card, today) === 'active')
    .filter(({ card, usage }) =>
      limitsOf(card).some((limit) => isNearLimit(fuelLimitOf(limit, card.limit_unit), usage, today)),
    )
    .map(({ card }) => card.id)
}
