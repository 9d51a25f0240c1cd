import { subjectsActedOn } from '#app/domain/audit/subjects.server.ts'
import {
  type CouponFacts,
  changeCoupons,
  findCouponsByNumbers,
  removeCoupons,
} from '#app/domain/coupons/coupon-register.server.ts'
import { CouponTotalsDelta } from '#app/domain/coupons/coupon-totals.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { couponsWithTransactions } from '#app/domain/transactions/transaction-register.server.ts'
import { factsOfRow, type SealedText, shownOf } from '../merging/coupons.server.ts'
import type { RowOutcome } from '../merging/outcome.ts'
import { sortOut, type Undo, type UsedRow } from './undo.ts'

type Earlier = Omit<CouponFacts, 'qr' | 'redeemedAt'> & { qr: SealedText | null; redeemedAt: string | null }

export class CouponUndo implements Undo {
  readonly #delta = new CouponTotalsDelta()

  constructor(
    private readonly importId: number,
    private readonly since: number,
  ) {}

  async takeBack(ctx: Context, outcomes: readonly RowOutcome[]): Promise<UsedRow[]> {
    const found = await findCouponsByNumbers(
      ctx,
      outcomes.map(({ key }) => key),
      { lock: true },
    )
    const here = new Map(found.map((coupon) => [coupon.number, coupon]))
    const ids = found.map(({ id }) => id)
    const [acted, refuelled] = [
      await subjectsActedOn(ctx, 'coupon', ids, this.since),
      await couponsWithTransactions(ctx, ids),
    ]
    const { used, removed, restored } = sortOut(
      outcomes,
      ({ key }) => here.get(key),
      (coupon) => shownOf(factsOfRow(coupon)),
      ({ id }, { outcome }) => acted.has(id) || (outcome === 'new' && refuelled.has(id)),
    )
    if (used.length > 0) return used
    await removeCoupons(ctx, removed, this.#delta)
    const changes = restored.map(({ before, earlier }) => ({ before, after: factsIn(earlier as Earlier) }))
    await changeCoupons(ctx, changes, this.#delta, this.importId)
    return []
  }

  async finish(ctx: Context): Promise<void> {
    await this.#delta.write(ctx)
  }
}

function factsIn({ qr, redeemedAt, ...facts }: Earlier): CouponFacts {
  return {
    ...facts,
    redeemedAt: redeemedAt === null ? null : new Date(redeemedAt),
    qr: qr && { ciphertext: Buffer.from(qr.ciphertext, 'base64'), keyId: qr.keyId },
  }
}
