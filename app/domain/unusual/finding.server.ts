import { recordEvent } from '#app/domain/events/events.server.ts'
import { DAY_MS } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { tankFamilies } from '#app/domain/products/catalogue.server.ts'
import {
  markTransactionsRead,
  nextTransactions,
  SETTLED_SECONDS,
} from '#app/domain/transactions/new-rows.server.ts'
import { stretchUpTo } from '#app/domain/vehicles/readings.server.ts'
import {
  type CardFillRow,
  type PastFillRow,
  selectCardFills,
  selectPastFills,
} from '#db/queries/unusual/history.ts'
import { insertUnusual, selectLessons } from '#db/queries/unusual/unusual.ts'
import { figuresIn, type Lesson, type Noticed, notice, type PastFill, type VehicleThen } from './detecting.ts'

const BATCH = 1_000
/** What a register brings later is history. */
const MAX_AGE_DAYS = 35
/** A card's own habits are those of so many days before. */
const HABIT_DAYS = 90
const CARDS_AT_ONCE = 200

/**
 * Looks at what was fuelled with cards since the last time, each row once; how far it came is stored with what it found.
 * @returns whether more waits
 */
export async function findUnusualFills(ctx: Context, seconds = SETTLED_SECONDS): Promise<boolean> {
  requireRight(ctx, 'find_signals')
  const range = await nextTransactions(ctx, 'unusual.read_to', BATCH, seconds)
  if (!range) return false
  const fills = await selectCardFills(ctx.db, range, MAX_AGE_DAYS)
  const found: { fill: CardFillRow; noticed: Noticed }[] = []
  const byCard = [...Map.groupBy(fills, ({ card_id, company_id }) => `${card_id} ${company_id}`).values()]
  for (let at = 0; at < byCard.length; at += CARDS_AT_ONCE)
    found.push(...(await lookAt(ctx, byCard.slice(at, at + CARDS_AT_ONCE))))
  await transact(ctx, async (ctx) => {
    for (const { fill, noticed } of found) await keep(ctx, fill, noticed)
    await markTransactionsRead(ctx, 'unusual.read_to', range.to)
  })
  return range.isFull
}

/** @param cards the new fills of each card, the oldest first */
async function lookAt(ctx: Context, cards: readonly CardFillRow[][]) {
  const firsts = cards.flatMap(([first]) => first ?? [])
  const since = new Date(
    Math.min(...firsts.map(({ occurred_at }) => occurred_at.getTime())) - HABIT_DAYS * DAY_MS,
  )
  const owners = firsts.map(({ card_id: cardId, company_id: companyId }) => ({ cardId, companyId }))
  const past = Map.groupBy(await selectPastFills(ctx.db, owners, since), ({ card_id }) => card_id)
  const lessons = await selectLessons(
    ctx.db,
    owners.map(({ cardId }) => cardId),
  )
  const familyOf = await tankFamilies(ctx)
  const pastFill = (row: PastFillRow): PastFill => pastFillOf(row, familyOf(row.product))
  const found: { fill: CardFillRow; noticed: Noticed }[] = []
  for (const fills of cards) {
    for (const fill of fills) {
      const before = (past.get(fill.card_id) ?? []).filter((row) => isBefore(row, fill)).map(pastFill)
      const taught = lessons.filter(
        (one) => one.card_id === fill.card_id && one.company_id === fill.company_id,
      )
      const vehicle = await vehicleThen(ctx, fill, familyOf)
      for (const noticed of notice(pastFill(fill), before, vehicle, taught.flatMap(lessonIn)))
        found.push({ fill, noticed })
    }
  }
  return found
}

/** In time, within the card's habits, and of the same company. */
function isBefore(row: PastFillRow, fill: CardFillRow): boolean {
  const apart = fill.occurred_at.getTime() - row.occurred_at.getTime()
  const isEarlier = apart > 0 || (apart === 0 && row.id < fill.id)
  return isEarlier && apart <= HABIT_DAYS * DAY_MS && row.company_id === fill.company_id
}

function pastFillOf(row: PastFillRow, family: string): PastFill {
  const {
    id,
    occurred_at: at,
    station_code: station,
    latitude,
    longitude,
    product,
    volume,
    amount,
    receipt,
  } = row
  return { id, at, station, latitude, longitude, product, family, volume, amount, receipt }
}

/** One that cannot be read teaches nothing: the rows after it are read, for all companies. */
function lessonIn({ kind, figures }: { kind: Lesson['kind']; figures: string }): Lesson[] {
  const read = figuresIn(figures)
  return read ? [{ kind, figures: read }] : []
}

async function vehicleThen(
  ctx: Context,
  fill: CardFillRow,
  familyOf: (product: string) => string,
): Promise<VehicleThen | null> {
  const { vehicle_id: id, vehicle_product: product, tank, norm, is_full: isFull } = fill
  if (id === null) return null
  const isMeasured = norm !== null && isFull === 1
  return {
    product,
    family: product === null ? null : familyOf(product),
    tank,
    norm,
    stretch: isMeasured ? await stretchUpTo(ctx, asCompanyId(fill.company_id), id, fill.occurred_at) : null,
  }
}

async function keep(ctx: Context, fill: CardFillRow, { kind, atRisk, figures }: Noticed): Promise<void> {
  const isNew = await insertUnusual(ctx.db, {
    ...{ company_id: fill.company_id, transaction_id: fill.id, card_id: fill.card_id, kind },
    ...{ at_risk: Math.max(0, atRisk), figures: JSON.stringify(figures) },
  })
  if (isNew)
    await recordEvent(ctx, { kind: 'transaction.unusual', companyId: fill.company_id, cardId: fill.card_id })
}
