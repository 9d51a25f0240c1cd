import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { askerOf } from '#app/domain/rate-limits/asker.ts'
import {
  deleteCardPin,
  selectCardPin,
  updateCardPinFailures,
  updateCardPinFailuresForgotten,
  upsertCardPin,
} from '#db/queries/cards/card-pins.ts'
import { selectCard, selectCardForUpdate } from '#db/queries/cards/cards.ts'
import type { PinProof } from './card-fuel.ts'
import type { NewCardPin } from './card-pins.input.server.ts'
import { type CardPinState, isGuessablePin, MAX_WRONG_PINS, pinStateOf } from './card-pins.ts'
import { maskedNumber } from './cards.ts'

/** What the page of the PIN says: not the card's whole history. @throws DomainError card_not_found */
export async function findCardPin(
  ctx: Context,
  companyId: CompanyId,
  id: number,
): Promise<{ number: string; pin: CardPinState }> {
  requireRightIn(ctx, companyId, 'manage_card_pins')
  const card = (await selectCard(ctx.db, companyId, id)) ?? reject('card_not_found')
  return { number: maskedNumber(card.number), pin: pinStateOf(card) }
}

/**
 * Gives the card a PIN or another one; a blocked one works again. Stored like a password: nobody can read it afterwards.
 * @throws DomainError card_not_found, pin_guessable, too_many_requests, pin_outside
 */
export async function setCardPin(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { pin }: NewCardPin,
): Promise<void> {
  requireRightIn(ctx, companyId, 'manage_card_pins')
  const card = (await selectCard(ctx.db, companyId, id)) ?? reject('card_not_found')
  // Whoever decides compares the PIN, and ours is kept like a password: nobody can be told it.
  if (isOutside(ctx.settings, 'card')) reject('pin_outside', { field: 'pin' })
  if (isGuessablePin(pin, card.number)) reject('pin_guessable', { field: 'pin' })
  const hash = await ctx.hasher.hash(pin, askerOf(ctx))
  return transact(ctx, async (ctx) => {
    const number = await lockedNumber(ctx, companyId, id)
    await upsertCardPin(ctx.db, { companyId, id, hash })
    await recordInstrumentChange(ctx, 'card.pin_set', { kind: 'card', id, companyId }, { number })
  })
}

/** The card works without one again. @throws DomainError card_not_found */
export function removeCardPin(ctx: Context, companyId: CompanyId, id: number): Promise<void> {
  requireRightIn(ctx, companyId, 'manage_card_pins')
  return transact(ctx, async (ctx) => {
    const number = await lockedNumber(ctx, companyId, id)
    if (await deleteCardPin(ctx.db, id))
      await recordInstrumentChange(ctx, 'card.pin_removed', { kind: 'card', id, companyId }, { number })
  })
}

/** A step of making a test key: the card has this PIN, and it is not blocked. */
export async function ensureCardPin(
  ctx: Context,
  companyId: CompanyId,
  { id, number }: { id: number; number: string },
  pin: string,
): Promise<void> {
  const known = await selectCardPin(ctx.db, companyId, { number })
  if (known && !known.blocked_at) return
  await upsertCardPin(ctx.db, { companyId, id, hash: await ctx.hasher.hash(pin, askerOf(ctx)) })
}

async function lockedNumber(ctx: Context, companyId: CompanyId, id: number): Promise<string> {
  return maskedNumber(((await selectCardForUpdate(ctx.db, companyId, id)) ?? reject('card_not_found')).number)
}

/** The verdict on a PIN, before the transaction that counts it: a hash takes as long as many statements. */
export interface ComparedPin {
  hash: string
  isRight: boolean
}

/**
 * Null where there is nothing to compare with: no card, no PIN, or a blocked one, of which nothing is found out any more.
 * @param companyId null: everybody's cards
 * @throws DomainError too_many_requests
 */
export async function compareCardPin(
  ctx: Context,
  companyId: CompanyId | null,
  { number, pin }: { number: string; pin: string },
): Promise<ComparedPin | null> {
  const known = await selectCardPin(ctx.db, companyId, { number })
  if (!known || known.blocked_at) return null
  return { hash: known.pin_hash, isRight: await ctx.hasher.verify(known.pin_hash, pin, askerOf(ctx)) }
}

/**
 * What the PIN proves, in the transaction that holds the card: a wrong one is counted with the decision that tells of it, so
 * that of many at once no more are told apart than may fail, and a repeat of an operation counts nothing.
 * @param compared undefined: none was given
 * @throws DomainError conflict_try_again when the PIN was changed since it was compared
 */
export async function proveCardPin(
  ctx: Context,
  cardId: number,
  stored: { pin_hash: string | null; pin_failures: number | null; pin_blocked_at: Date | null },
  compared: ComparedPin | null | undefined,
): Promise<PinProof> {
  const { pin_hash: hash, pin_failures: failures, pin_blocked_at: blockedAt } = stored
  if (hash === null || failures === null) return { pin: 'unset' }
  if (blockedAt) return { pin: 'blocked' }
  if (compared === undefined) return { pin: 'missing' }
  if (compared?.hash !== hash) reject('conflict_try_again')
  if (compared.isRight) {
    if (failures > 0) await updateCardPinFailuresForgotten(ctx.db, cardId)
    return { pin: 'right' }
  }
  const isCounted = await updateCardPinFailures(ctx.db, { id: cardId, hash, failures, most: MAX_WRONG_PINS })
  if (!isCounted) reject('conflict_try_again')
  return { pin: 'wrong', pinTriesLeft: MAX_WRONG_PINS - failures - 1 }
}
