/** What was presented: whoever presents something wrong hears that and nothing more. Client-safe. */

import { type DeclineCode, declineOwners } from './decline-codes.ts'
import type { FuelState, Instrument } from './fuel-request.ts'

export function wrongOperation({ operation }: Pick<FuelState, 'operation'>): DeclineCode | null {
  switch (operation) {
    case 'new':
      return null
    case 'duplicate':
      return 'duplicate_operation'
    case 'voided':
      return 'operation_voided'
    case 'elsewhere':
      return 'processed_elsewhere'
  }
}

export function wrongProof(instrument: Instrument, station: FuelState['station']): DeclineCode | null {
  if (instrument.kind === 'coupon') {
    switch (instrument.proof) {
      case 'right':
        return null
      case 'codeless':
        return station?.takesNumbers ? null : 'coupon_code_wrong'
      case 'code_wrong':
      case 'code_locked':
      case 'number_only':
        return 'coupon_code_wrong'
      case 'link_revoked':
        return 'driver_link_revoked'
      case 'code_replaced':
        return 'coupon_code_replaced'
    }
  }
  switch (instrument.pin) {
    case 'unset':
    case 'right':
      return null
    case 'missing':
      return 'pin_required'
    case 'wrong':
      return 'pin_wrong'
    case 'blocked':
      return 'pin_blocked'
  }
}

/** What a request hears that comes after its own void. */
export function declineOfVoided() {
  return { status: 'declined', code: 'operation_voided', whose: declineOwners.operation_voided } as const
}

/** Of which a guesser learns whether a number, a code or a PIN is one. */
export function isUnproved(code: DeclineCode): boolean {
  return ['coupon_not_found', 'card_not_found', 'coupon_code_wrong', 'pin_wrong'].includes(code)
}
