import type { OperationStatus } from '#app/domain/pump-operations/operation.ts'

/** What was asked by telephone; times are Almaty's wall clock. */
export interface PhoneView {
  id: number
  station: string
  by: string
  at: string
  status: OperationStatus
  product: string | null
  volume: number | null
  masked: string
  company: string
  plate: string
  driver: string
  until: string | null
  codeState: 'open' | 'used' | 'over' | 'none'
  codeUntil: string | null
  decline: { code: string; text: string; owner: string; todo: string } | null
}
