import { addDays, type Day } from '#app/domain/kernel/calendar.ts'
import type { PageSource } from '#app/domain/kernel/page.server.ts'
import type { CouponOrder, ListedCouponRow } from '#db/queries/coupons/lists.ts'
import type { CouponSelection } from '#db/queries/coupons/selection.ts'
import type { PageRequest } from '#db/sql/page-request.ts'
import { couponState, couponStatuses } from './coupons.ts'

export const SOONEST: CouponOrder = { by: 'valid_until', descending: false }
const LATEST: CouponOrder = { by: 'valid_until', descending: true }

/** A stretch of a list with an order of its own. */
export interface CouponPart {
  selection: Pick<CouponSelection, 'slices'>
  order: CouponOrder
  /** Whether a coupon belongs to it. */
  holds: (coupon: DatedCoupon) => boolean
}

type DatedCoupon = Pick<ListedCouponRow, 'status' | 'valid_until'>

/** What can be used, the soonest to end first, then everything else, what ended last first. */
export function usableFirst(today: Day): readonly CouponPart[] {
  const isActive = (coupon: DatedCoupon) => couponState(coupon, today) === 'active'
  const others = couponStatuses.filter((status) => status !== 'active').map((status) => ({ status }))
  return [
    { selection: { slices: [{ status: 'active', from: today }] }, order: SOONEST, holds: isActive },
    {
      selection: { slices: [...others, { status: 'active', to: addDays(today, -1) }] },
      order: LATEST,
      holds: (coupon) => !isActive(coupon),
    },
  ]
}

/** Reads the parts of a list one behind the other as one list: a position names the part, then the day. */
export function inParts(
  parts: readonly CouponPart[],
  read: (part: CouponPart, request: PageRequest) => Promise<ListedCouponRow[]>,
  couponOf: (id: number) => Promise<DatedCoupon | undefined>,
): Pick<PageSource<ListedCouponRow>, 'place' | 'read'> {
  return {
    async place(id) {
      const coupon = await couponOf(id)
      return coupon && `${parts.findIndex(({ holds }) => holds(coupon))} ${coupon.valid_until}`
    },
    async read({ edge, backward, limit }) {
      const [at, day = ''] = edge ? String(edge.position).split(' ') : [backward ? String(parts.length) : '0']
      const rows: ListedCouponRow[] = []
      const inTurn = backward ? [...parts.entries()].reverse() : [...parts.entries()]
      for (const [index, part] of inTurn) {
        const isBehind = backward ? index > Number(at) : index < Number(at)
        if (isBehind || rows.length === limit) continue
        const within = edge && index === Number(at) ? { id: edge.id, position: day } : null
        rows.push(...(await read(part, { edge: within, backward, limit: limit - rows.length })))
      }
      return rows
    },
  }
}
