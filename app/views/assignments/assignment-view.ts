/** Wall clocks of Almaty. */
export interface PeriodView {
  id: number
  name: string
  href: string | null
  from: string
  /** Null: it lasts. */
  until: string | null
}

/** One kind of subject of a card or a coupon. */
export interface AssignedView {
  current: PeriodView | null
  /** Of the present driver or vehicle. */
  currentId: string | null
  history: PeriodView[]
  /** The newest period that is known; 0: none. */
  seen: number
}

export interface AssignmentsView {
  driver: AssignedView
  vehicle: AssignedView
}
