import type {
  LimitPeriodName,
  ReplacementCause,
  ServiceRequestKind,
  ServiceRequestStatus,
} from '#app/domain/service-requests/service-requests.ts'

export interface ServiceRequestView {
  /** Its number, too. */
  id: number
  kind: ServiceRequestKind
  status: ServiceRequestStatus
  company: { id: number; name: string }
  /** `•••• 3481` */
  card: { id: number; name: string } | null
  cause: ReplacementCause | null
  quantity: number | null
  limit: { period: LimitPeriodName; wanted: number; unit: 'ml' | 'tiyn' } | null
  comment: string
  promisedOn: string | null
  /** Promised for a day that is over. */
  isLate: boolean
  answer: string | null
  /** In the order in which it happened; `by` null: the client is not told who of the staff it was. */
  steps: { status: ServiceRequestStatus; at: string; by: string | null }[]
}
