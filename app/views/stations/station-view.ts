import type { ProductCode } from '#app/domain/products/products.ts'
import type { StationState } from '#app/domain/stations/station-fuel.ts'

/** Hours of days in a row: `08:00` to `20:00`; null: none. */
export interface DaysInRow {
  first: number
  last: number
  span: { from: string; until: string } | null
}

export type HoursView =
  | { kind: 'always' }
  | { kind: 'week'; days: DaysInRow[] }
  | { kind: 'text'; text: string }

export interface ShortageView {
  id: number
  product: ProductCode
  /** Millilitres a fill; null: no fuel. */
  cap: number | null
  reason: string
  /** Wall clock; null: until further notice. */
  until: string | null
  /** Wall clock, of one that is planned. */
  from: string | null
  /** At every station. */
  ofNetwork: boolean
}

export type ClosureView = Pick<ShortageView, 'id' | 'reason' | 'until' | 'from' | 'ofNetwork'>

export interface StationRowView {
  code: string
  name: string
  city: string
  address: string
  products: ProductCode[]
  hours: HoursView | null
  state: StationState['is']
  /** Wall clock at which a closed station opens. */
  opensAt: string | null
  /** Those in force. */
  shortages: ShortageView[]
}

export interface StationView extends StationRowView {
  latitude: number | null
  longitude: number | null
  /** In force and planned. */
  closures: ClosureView[]
  plannedShortages: ShortageView[]
  isClosedByRegister: boolean
}
