import type { Picked } from '#app/domain/handovers/picking.server.ts'
import type { PickedView } from './picked-view.ts'

/** What was picked, without what the page does not show. */
export function pickedView(picked: Picked): PickedView {
  if (picked.kind !== 'set') return picked
  const { coupons, volume, over } = picked
  return {
    kind: 'set',
    ...{ volume, over },
    coupons: coupons.map(({ id, number, remaining, valid_until: until }) => {
      return { id, number, volume: remaining, until }
    }),
  }
}
