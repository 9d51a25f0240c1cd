import type { BlockReason } from '#app/domain/kernel/block-reason.input.server.ts'
import { businessDay, type Day, dayBounds, startOfMonth, startOfWeek } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { authorizeClientIn, authorizeIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  type CardRow,
  selectCard,
  selectCardByNumber,
  selectCardForUpdate,
  selectCompanyOfCard,
  setClientBlockOfCard,
} from '#db/queries/cards/cards.ts'
import { selectLastCommit } from '#db/queries/imports/freshness.ts'
import { sumSpentWithCard } from '#db/queries/transactions/transactions.ts'
import { record } from '../audit/audit.server.ts'
import { type HistoryEntry, historyOf } from '../history/history.server.ts'
import {
  type CardLimit,
  type CardState,
  canBlockCard,
  canUnblockCard,
  cardState,
  limitsOf,
  maskedNumber,
  storedCardStatus,
} from './cards.ts'

/** A limit and what of it the known transactions have used, in the limit's unit. */
export interface CardLimitUse extends CardLimit {
  used: number
}

export interface CardDetails extends CardRow {
  state: CardState
  canBlock: boolean
  canUnblock: boolean
  limits: CardLimitUse[]
  /** The card that took this one's place, where the company has it. */
  replacement: { id: number; number: string } | null
  /** What was done with it here and by registers, the newest first. */
  history: HistoryEntry[]
  /** When the register of transactions last changed: what the use of limits is counted from. */
  usedAsOf: Date | null
}

/** @throws DomainError card_not_found */
export async function findCard(ctx: Context, companyId: CompanyId, id: number): Promise<CardDetails> {
  authorizeIn(ctx, companyId, 'see_cards')
  const card = (await selectCard(ctx.db, companyId, id)) ?? reject('card_not_found')
  const today = businessDay(ctx.now)
  const [limits, replacement, history, usedAsOf] = await Promise.all([
    limitsInUse(ctx, companyId, card, today),
    card.replaced_by ? selectCardByNumber(ctx.db, companyId, card.replaced_by) : undefined,
    historyOf(ctx, companyId, 'card', id),
    selectLastCommit(ctx.db, 'transactions'),
  ])
  return {
    ...card,
    state: cardState(card, today),
    canBlock: canBlockCard(card, today),
    canUnblock: canUnblockCard(card, today),
    limits,
    replacement: replacement ?? null,
    history,
    usedAsOf,
  }
}

async function limitsInUse(
  ctx: Context,
  companyId: CompanyId,
  card: CardRow,
  today: Day,
): Promise<CardLimitUse[]> {
  const limits = limitsOf(card)
  if (limits.length === 0) return []
  const begins = { daily: today, weekly: startOfWeek(today), monthly: startOfMonth(today) }
  const since = limits.map(({ period }) => dayBounds(begins[period]).from)
  const spent = await sumSpentWithCard(ctx.db, companyId, card.id, since)
  return limits.map((limit, index) => ({
    ...limit,
    used: spent[index]?.[card.limit_unit === 'tiyn' ? 'amount' : 'volume'] ?? 0,
  }))
}

/** How the message afterwards names a card. */
export interface NamedCard {
  /** Masked. */
  number: string
}

/** Stops the card at the pump. One that the client blocked already stays as it is. @throws DomainError card_not_blockable */
export function blockCard(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  input: BlockReason,
): Promise<NamedCard> {
  const userId = authorizeClientIn(ctx, companyId, 'block_cards')
  return transact(ctx, async (ctx) => {
    const card = (await selectCardForUpdate(ctx.db, companyId, id)) ?? reject('card_not_found')
    const number = maskedNumber(card.number)
    if (card.status === 'blocked_by_client') return { number }
    if (!canBlockCard(card, businessDay(ctx.now))) reject('card_not_blockable')
    const to = storedCardStatus(card.issuer_status, true)
    await setClientBlockOfCard(ctx.db, companyId, id, { to, userId })
    await record(ctx, 'card.blocked', { kind: 'card', id, companyId }, { number, ...input })
    return { number }
  })
}

/** Lifts the client's own block, never the issuer's. @throws DomainError card_not_unblockable */
export function unblockCard(ctx: Context, companyId: CompanyId, id: number): Promise<NamedCard> {
  authorizeClientIn(ctx, companyId, 'block_cards')
  return transact(ctx, async (ctx) => {
    const card = (await selectCardForUpdate(ctx.db, companyId, id)) ?? reject('card_not_found')
    if (!canUnblockCard(card, businessDay(ctx.now))) reject('card_not_unblockable')
    const to = storedCardStatus(card.issuer_status, false)
    await setClientBlockOfCard(ctx.db, companyId, id, { to, userId: null })
    const number = maskedNumber(card.number)
    await record(ctx, 'card.unblocked', { kind: 'card', id, companyId }, { number })
    return { number }
  })
}

/** Which of the person's companies a card belongs to: a link to any of them opens it. */
export function companyOfCard(
  ctx: Context,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  return selectCompanyOfCard(ctx.db, companyIds, id)
}
