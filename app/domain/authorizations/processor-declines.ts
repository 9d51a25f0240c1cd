import type { DeclineCode } from './decline-codes.ts'

/** Response codes of ISO 8583 (field 39), as processors of cards decline. */
const ISO_8583: Readonly<Record<string, DeclineCode>> = {
  '14': 'card_not_found',
  '33': 'card_expired',
  '34': 'suspected_fraud',
  '36': 'card_blocked_by_issuer',
  '41': 'card_lost',
  '43': 'card_lost',
  '51': 'balance_low',
  '54': 'card_expired',
  '55': 'pin_wrong',
  '57': 'product_not_allowed',
  '58': 'station_not_allowed',
  '59': 'suspected_fraud',
  '61': 'limit_day',
  '62': 'card_blocked_by_issuer',
  '65': 'limit_count',
  '75': 'pin_blocked',
  '78': 'card_blocked_by_issuer',
}

/** The reason in our words; a processor's own code that nobody knows is still a decline. */
export function declineCodeOf({
  code,
  own_code: own,
}: {
  code?: DeclineCode | undefined
  own_code?: string | undefined
}): DeclineCode {
  return code ?? (own === undefined ? undefined : ISO_8583[own]) ?? 'processed_elsewhere'
}
