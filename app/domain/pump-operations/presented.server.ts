import type { CouponFacts } from '#app/domain/authorizations/fuel-request.ts'
import type { PinProof } from '#app/domain/cards/card-fuel.ts'
import { type ComparedPin, compareCardPin, proveCardPin } from '#app/domain/cards/card-pins.server.ts'
import { isCouponCode } from '#app/domain/coupons/coupon-code.server.ts'
import { qrLookups } from '#app/domain/coupons/coupon-lookup.server.ts'
import { openQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { readSignedCode } from '#app/domain/coupons/signing.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { ungrouped } from '#app/domain/kernel/instrument.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'
import { updateCodeFailures, updateCodeFailuresForgotten } from '#db/queries/pump-operations/coupon-codes.ts'
import {
  type PresentedCardRow,
  type PresentedCouponRow,
  selectPresentedCard,
  selectPresentedCoupons,
} from '#db/queries/pump-operations/instruments.ts'
import type { CompanyId, InstrumentKind, ProductCode } from '#db/schema/index.ts'
import type { Presented } from './pump-operations.input.server.ts'

export type Thing =
  | { kind: 'card'; row: PresentedCardRow; pin: PinProof }
  | { kind: 'coupon'; row: PresentedCouponRow; proof: CouponFacts['proof'] }

/** Whose things may be presented; null: everybody's. */
type Scope = CompanyId | null

const MAX_WRONG_CODES = 5
const LOCK_SECONDS = 3_600
const MAX_NUMBER = 64
/** What is asked of a number that is nobody's: the answer does not depend on it. */
const NO_PRODUCT = 'unknown'

/** What can be found out about what was presented before anything is locked. */
export interface Compared {
  /** Undefined: no PIN was given. */
  pin: ComparedPin | null | undefined
}

export const NOTHING_COMPARED: Compared = { pin: undefined }

/** Compares a PIN: outside of any transaction, since a hash takes long. @throws DomainError too_many_requests */
export async function comparePresented(ctx: Context, presented: Presented, scope: Scope): Promise<Compared> {
  if (presented.by !== 'card' || !presented.pin || isOutside(ctx.settings, 'card')) return NOTHING_COMPARED
  const { number, pin } = presented
  return { pin: await compareCardPin(ctx, scope, { number, pin }) }
}

/**
 * The card or coupon that was presented; undefined for what this retailer did not issue, and for another company's.
 * `lock`: held until the transaction ends, and wrong codes are counted in it.
 */
export async function findPresented(
  ctx: Context,
  presented: Presented,
  scope: Scope,
  options: { lock: boolean; compared: Compared },
): Promise<Thing | undefined> {
  switch (presented.by) {
    case 'card': {
      const { lock } = options
      const row = await selectPresentedCard(ctx.db, { number: presented.number }, scope, {
        ...{ lock, moment: ctx.now },
      })
      if (!row) return undefined
      // The PIN of a card that is processed elsewhere is compared there.
      if (isOutside(ctx.settings, 'card')) return { kind: 'card', row, pin: { pin: 'unset' } }
      return { kind: 'card', row, pin: await proveCardPin(ctx, row.id, row, options.compared.pin) }
    }
    case 'qr':
      return findByPayload(ctx, presented.payload, scope, options)
    case 'coupon': {
      const [row] = await selectPresentedCoupons(ctx.db, { number: presented.number }, scope, options)
      if (!row) return undefined
      return { kind: 'coupon', row, proof: await proofOf(ctx, row, presented.code) }
    }
  }
}

export interface Unproved {
  kind: InstrumentKind
  id: number
  number: string
}

/** The card or coupon that is meant, without looking at PIN or code and without counting wrong ones. */
export async function findUnproved(ctx: Context, presented: Presented): Promise<Unproved | undefined> {
  if (presented.by === 'qr') {
    const thing = await findByPayload(ctx, presented.payload, null, { lock: false })
    return thing && { kind: 'coupon', id: thing.row.id, number: thing.row.number }
  }
  const { by: kind, number } = presented
  const row =
    kind === 'card'
      ? await selectPresentedCard(ctx.db, { number }, null)
      : (await selectPresentedCoupons(ctx.db, { number }, null))[0]
  return row && { kind, id: row.id, number }
}

interface Recognised {
  presented: Presented
  /** A coupon's. */
  product: ProductCode | null
  /** Those that a card may fuel, joined by commas; empty: any. */
  products: string
}

interface TypedBeside {
  couponCode: string | undefined
  pin: string | undefined
}

/**
 * What was read by a camera or typed: a QR payload, else the number of a coupon or of a card. What is neither is presented as
 * a coupon's number, so that an unknown one and another company's are answered alike.
 */
export async function recognise(ctx: Context, text: string, typed: TypedBeside): Promise<Recognised> {
  const scanned = await findByPayload(ctx, text, null, { lock: false })
  if (scanned?.kind === 'coupon')
    return { presented: { by: 'qr', payload: text }, product: scanned.row.product, products: '' }
  // First as it may be stored, then without any dash.
  const bare = text.replace(/[\s-]/g, '')
  for (const number of new Set([ungrouped(text), bare])) {
    const found = await recogniseNumber(ctx, number, typed)
    if (found) return found
  }
  return { presented: couponTyped(bare, typed), product: NO_PRODUCT, products: '' }
}

async function recogniseNumber(
  ctx: Context,
  number: string,
  typed: TypedBeside,
): Promise<Recognised | undefined> {
  const card = await selectPresentedCard(ctx.db, { number }, null)
  if (card) {
    const presented = { by: 'card' as const, number, ...(typed.pin ? { pin: typed.pin } : {}) }
    return { presented, product: null, products: card.products }
  }
  const [coupon] = await selectPresentedCoupons(ctx.db, { number }, null)
  return coupon && { presented: couponTyped(number, typed), product: coupon.product, products: '' }
}

function couponTyped(number: string, { couponCode }: TypedBeside): Presented {
  return {
    by: 'coupon',
    number: number.slice(0, MAX_NUMBER),
    ...(couponCode ? { code: couponCode } : {}),
  }
}

/** Two coupons of one payload are told apart by nothing, so neither is found. */
async function findByPayload(
  ctx: Context,
  payload: string,
  scope: Scope,
  options: { lock: boolean },
): Promise<Thing | undefined> {
  const lookups = qrLookups(ctx.keyring, payload)
  const rows = await selectPresentedCoupons(ctx.db, { lookups }, scope, options)
  const right = rows.filter((row) => payloadOf(ctx, row) === payload)
  const [row] = right
  if (row && right.length === 1) return { kind: 'coupon', row, proof: rightProof(row) }
  return row ? undefined : findReplaced(ctx, payload, scope, options)
}

/** A code that we signed once and that a later one has replaced: whoever holds it hears why. */
async function findReplaced(
  ctx: Context,
  payload: string,
  scope: Scope,
  options: { lock: boolean },
): Promise<Thing | undefined> {
  const code = await readSignedCode(ctx, payload)
  if (!code) return undefined
  const [row] = await selectPresentedCoupons(ctx.db, { number: code.number }, scope, options)
  const isEarlier = row !== undefined && row.code_revision !== null && code.revision < row.code_revision
  return isEarlier ? { kind: 'coupon', row, proof: 'code_replaced' } : undefined
}

/** A code that a driver saw before the coupon was taken back proves that once it was his. */
function rightProof({ link_revoked_at: revokedAt }: PresentedCouponRow): 'right' | 'link_revoked' {
  return revokedAt === null ? 'right' : 'link_revoked'
}

function payloadOf(ctx: Context, row: PresentedCouponRow): string | null {
  const { qr_ciphertext: ciphertext, qr_key_id: keyId } = row
  if (!ciphertext || !keyId) return null
  try {
    return openQr(ctx.keyring, row.number, { ciphertext, keyId })
  } catch {
    return null
  }
}

/** A number without its code proves nothing: numbers stand in lists and letters. */
async function proofOf(
  ctx: Context,
  row: PresentedCouponRow,
  code: string | undefined,
): Promise<CouponFacts['proof']> {
  const payload = payloadOf(ctx, row)
  if (payload === null) return 'codeless'
  if (code === undefined) return 'number_only'
  if (row.is_code_locked) return 'code_locked'
  if (isCouponCode(ctx.keyring, row.number, payload, code)) {
    await updateCodeFailuresForgotten(ctx.db, row.id)
    return rightProof(row)
  }
  const failures = { failures: row.code_failures, most: MAX_WRONG_CODES, lockSeconds: LOCK_SECONDS }
  if (!(await updateCodeFailures(ctx.db, row.id, failures))) reject('conflict_try_again')
  return 'code_wrong'
}
