import type { CardList, ListedCard } from '#app/domain/cards/card-lists.server.ts'
import type { CardFilter } from '#app/domain/cards/cards.input.server.ts'
import type { CardDetails } from '#app/domain/cards/cards.server.ts'
import { limitsOf, maskedNumber } from '#app/domain/cards/cards.ts'
import { askedAtProcessor, fillAtProcessor, heldAtProcessor } from '#app/domain/instructions/asked-view.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { productsInText } from '#app/domain/products/products.ts'
import type { CardListView } from './card-list.tsx'
import type { CardView } from './card-view.ts'

/** What a list of cards shows, and no more. */
export function cardListView(list: CardList, { q, status, product, to, limit }: CardFilter): CardListView {
  const { sort, total, asOf, previousCursor, nextCursor } = list
  return {
    rows: list.rows.map(rowOf),
    filter: { q, status, product, to, limit },
    ...{ sort, total, previousCursor, nextCursor },
    asOf: asOf && almatyWallClock(asOf),
  }
}

function rowOf(card: ListedCard): CardListView['rows'][number] {
  const { id, limit_unit: unit, valid_until: until, state } = card
  return {
    ...{ id, unit, until, state },
    holder: card.driver_name ?? card.holder,
    plate: card.vehicle_plate ?? card.plate,
    name: maskedNumber(card.number),
    products: productsInText(card.products),
    limits: limitsOf(card),
    balance: balanceOf(card),
    asked: askedAtProcessor(card.atProcessor, state),
    held: heldAtProcessor(card.atProcessor),
  }
}

/** Millilitres in a litre wallet, tiyn elsewhere. */
function balanceOf(card: Pick<ListedCard, 'balance' | 'scheme'>): CardListView['rows'][number]['balance'] {
  if (card.balance === null) return null
  return { amount: card.balance, unit: card.scheme === 'wallet_litres' ? 'ml' : 'tiyn' }
}

/** What a card's page shows, and no more. `base` precedes the path of the card that took its place. */
export function cardView(card: CardDetails, base = ''): CardView {
  const { id, number, holder, plate, scheme, limit_unit: unit, limits, valid_until: until, state } = card
  const { replaced_by: next, replacement, stations, reach, pin } = card
  return {
    limits: limits.map((limit) => ({ ...limit, renews: limit.renews && almatyWallClock(limit.renews) })),
    ...{ id, number, holder, plate, scheme, unit, until, stations, reach, state, pin },
    name: maskedNumber(number),
    blockedUntil: card.client_blocked_until && almatyWallClock(card.client_blocked_until),
    nextBlockAt: card.next_block_at && almatyWallClock(card.next_block_at),
    asked: askedAtProcessor(card.atProcessor, state),
    held: heldAtProcessor(card.atProcessor),
    fills: card.processorFills.map(fillAtProcessor),
    products: productsInText(card.products),
    balance: balanceOf(card),
    usedAsOf: card.usedAsOf && almatyWallClock(card.usedAsOf),
    replacedBy: next
      ? { name: maskedNumber(next), href: replacement && `${base}/cards/${replacement.id}` }
      : null,
  }
}
