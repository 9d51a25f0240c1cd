import type { FuelOperation } from '../history/fuel.ts'
import type { Evidence } from './evidence.ts'
import type { CouponFact, LimitFact, OperationFact } from './fuel-facts.ts'

/**
 * N8: for each coupon issued = left + held + used + returned + lapsed, by its own row and by its operations; no limit of
 * a card is exceeded; each operation of a pump has one outcome and its transactions; and what a station was told is
 * there, once.
 */
export function litresAddUp({ history, fuel }: Pick<Evidence, 'history' | 'fuel'>): string[] {
  const byId = Map.groupBy(fuel.operations, ({ operationId }) => operationId)
  return [
    ...fuel.coupons.flatMap(faultsOfCoupon),
    ...fuel.limits.flatMap(faultOfLimit),
    ...fuel.operations.flatMap(faultsOfOperation),
    ...history.fuel.flatMap((operation) => faultsOfFuel(operation, byId.get(operation.operationId) ?? [])),
  ]
}

function faultsOfCoupon({ id, issued, byOperations, ...coupon }: CouponFact): string[] {
  const { remaining, held, used, returned, lapsed } = coupon
  const parts = { left: remaining - held, held, used, returned, lapsed }
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0)
  const told = JSON.stringify({ issued, ...parts })
  return [
    ...(total === issued ? [] : [`coupon ${id} does not add up: ${told}`]),
    ...(Object.values(parts).some((part) => part < 0) ? [`coupon ${id} has less than nothing: ${told}`] : []),
    ...Object.entries(byOperations)
      .filter(([part, volume]) => volume !== parts[part as keyof typeof byOperations])
      .map(([part, volume]) => `coupon ${id}: its operations say ${part} ${volume}: ${told}`),
  ]
}

function faultOfLimit({ card, period, limit, used }: LimitFact): string[] {
  return used > limit ? [`card ${card} used ${used} of ${limit} in the ${period}`] : []
}

function faultsOfOperation(operation: OperationFact): string[] {
  const { operationId, status, approved, dispensed, billed, reversed } = operation
  const { sales, returns, sold, givenBack } = operation
  const isRight =
    sales === (billed > 0 ? 1 : 0) &&
    sold === billed &&
    givenBack === reversed &&
    returns > 0 === reversed > 0 &&
    billed <= Math.min(approved, dispensed) &&
    reversed <= billed &&
    (status === 'completed' || billed === 0)
  return isRight ? [] : [`operation ${operationId}: ${JSON.stringify(operation)}`]
}

/** Nothing: the station's own history and ours say the same of this operation. */
export function faultsOfFuel(operation: FuelOperation, rows: readonly OperationFact[]): string[] {
  const { operationId, told, isOpen } = operation
  const [row] = rows
  if (rows.length > 1) return [`operation ${operationId} has ${rows.length} rows`]
  if (!row) return told === null ? [] : [`operation ${operationId} was told ${told}, and nothing is there`]
  if (isOpen) return []
  const isSame =
    (row.status === told || (told === 'held' && row.status === 'expired')) &&
    row.dispensed === operation.dispensed &&
    row.reversed === operation.reversed
  return isSame ? [] : [`the station has ${JSON.stringify(operation)}, the cabinet ${JSON.stringify(row)}`]
}
