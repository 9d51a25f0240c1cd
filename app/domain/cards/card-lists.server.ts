import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { EXPORT_SIZE, PAGE_SIZE, type Page, readAllPages, readPage } from '#app/domain/kernel/page.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { lastCommitOf } from '#app/domain/registers/freshness.server.ts'
import {
  type CardOrder,
  type CardSelection,
  countCards,
  type ListedCardRow,
  selectCardPage,
  selectCardPosition,
} from '#db/queries/cards/lists.ts'
import { enforceRateLimit } from '../rate-limits/rate-limits.server.ts'
import type { CardFilter } from './cards.input.server.ts'
import { type CardSort, type CardState, cardSlicesOf, cardState } from './cards.ts'

export type ListedCard = ListedCardRow & { state: CardState }

export interface CardList extends Page<ListedCard> {
  sort: CardSort
  /** Of all pages together; `capped`: at least so many. */
  total: { cards: number; capped: boolean }
  /** When the register last changed; null before the first. */
  asOf: Date | null
}

/** One page of a company's cards. */
export async function listCards(ctx: Context, companyId: CompanyId, filter: CardFilter): Promise<CardList> {
  requireRightIn(ctx, companyId, 'see_cards')
  const today = businessDay(ctx.now)
  const [total, asOf] = await Promise.all([
    countCards(ctx.db, companyId, selectionOf(filter, today)),
    lastCommitOf(ctx.db, 'cards'),
  ])
  const page = await readCards(ctx, companyId, filter, today, { isSmall: !total.capped })
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
  const today = businessDay(ctx.now)
  yield* readAllPages((cursor) =>
    readCards(ctx, companyId, { ...filter, cursor }, today, { size: EXPORT_SIZE }),
  )
}

function sortOf(filter: CardFilter): CardSort {
  return filter.sort ?? 'number'
}

async function readCards(
  ctx: Context,
  companyId: CompanyId,
  filter: CardFilter,
  today: Day,
  { size = PAGE_SIZE, isSmall = false },
): Promise<Page<ListedCard>> {
  const sort = sortOf(filter)
  const order = orderOf(sort)
  const selection = selectionOf(filter, today)
  const page = await readPage({
    order: sort,
    cursor: filter.cursor,
    place: (id) => selectCardPosition(ctx.db, companyId, id, order),
    read: (request) => selectCardPage(ctx.db, companyId, selection, order, { ...request, isSmall }),
    size,
  })
  return { ...page, rows: page.rows.map((row) => ({ ...row, state: cardState(row, today) })) }
}

function orderOf(sort: CardSort): CardOrder {
  if (sort === 'newest') return { by: 'id', descending: true }
  return { by: sort.endsWith('holder') ? 'holder' : 'number', descending: sort.startsWith('-') }
}

function selectionOf(filter: CardFilter, today: Day): CardSelection {
  return { slices: filter.status && cardSlicesOf(filter.status, today), product: filter.product, q: filter.q }
}
