import type { OperationStatus } from '#app/domain/pump-operations/operation.ts'

/** One operation as the station's own system keeps it: what it was told, and what flowed. */
export interface FuelOperation {
  operationId: string
  /** By the last answer that it got; null: none yet. */
  told: OperationStatus | null
  /** Millilitres in the tank, by the station's own meter. */
  dispensed: number
  /** Millilitres taken back, as far as that was acknowledged. */
  reversed: number
  /** A call was never answered, so the next state may be there as well. */
  isOpen: boolean
}

export function newFuelOperation(operationId: string): FuelOperation {
  return { operationId, told: null, dispensed: 0, reversed: 0, isOpen: false }
}
