/**
 * May this be fuelled? The only answer that the product gives: to an authorization or a redemption, at the till, to
 * "will it work here?", and where a card or coupon says of itself that it works. Pure and client-safe: the same
 * request and state have the same answer.
 */

import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { Decision, Decline, DeclineReason, Figures } from './decision.ts'
import { FOR_GOOD } from './decision.ts'
import { type DeclineCode, declineCodes } from './decline-codes.ts'
import { reason, reasonsBeforeQuantity, servedInsteadOf } from './decline-reasons.ts'
import type { FuelRequest, FuelState, Instrument } from './fuel-request.ts'
import { wrongOperation, wrongProof } from './presented.ts'
import { decideQuantity } from './quantity.ts'

/**
 * Whoever presents something wrong hears that and nothing more. Otherwise every rule is asked, and the one that
 * declines for the longest time is named: nothing helps before that one is changed. The others are in `figures.also`.
 */
export function decide(request: FuelRequest, state: FuelState): Decision {
  const { instrument } = state
  const misused = wrongOperation(state)
  if (misused) return decline([reason(misused, FOR_GOOD)])
  if (instrument.issuerStatus === 'unknown')
    return decline([reason(`${instrument.kind}_not_found`, FOR_GOOD)])
  const unproved = wrongProof(instrument, state.station)
  if (unproved) return decline([reason(unproved, FOR_GOOD, figuresOfProof(instrument))])

  const today = businessDay(request.moment)
  const reasons = reasonsBeforeQuantity(request, state, instrument, today)
  const quantity = decideQuantity(request, state, instrument, today)
  if ('reasons' in quantity) return decline([...reasons, ...quantity.reasons])
  if (reasons.length > 0) return decline(reasons)
  return { ...quantity, insteadOf: servedInsteadOf(request, state, instrument) }
}

/** Until when no code is looked at after too many wrong ones, and how many more wrong PINs are. */
function figuresOfProof(instrument: Instrument): Figures {
  if (instrument.kind === 'card') {
    const { pin, pinTriesLeft } = instrument
    return pin === 'wrong' && pinTriesLeft !== undefined ? { unit: 'tries', left: pinTriesLeft } : {}
  }
  if (instrument.proof !== 'code_locked') return {}
  return instrument.lockedUntil ? { until: instrument.lockedUntil } : {}
}

const order = new Map<DeclineCode, number>(declineCodes.map((code, index) => [code, index]))

function decline(reasons: readonly DeclineReason[]): Decline {
  const [first, ...rest] = [...reasons].sort(
    (a, b) => b.endsAt - a.endsAt || (order.get(a.code) ?? 0) - (order.get(b.code) ?? 0),
  )
  if (!first) throw new TypeError('A decline needs a reason')
  const { code, whose, figures } = first
  const also = rest.map(({ code, whose }) => ({ code, whose }))
  return { status: 'declined', code, whose, figures: also.length > 0 ? { ...figures, also } : figures }
}
