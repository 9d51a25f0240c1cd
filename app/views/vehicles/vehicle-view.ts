/** Wall clocks of Almaty; volumes are millilitres. */
export interface ReadingView {
  id: number
  at: string
  km: number
  source: 'pump' | 'hand'
  isFull: boolean
  isUnlikely: boolean
  /** Of the transaction that it came with. */
  href: string | null
}

export interface UseView {
  readings: ReadingView[]
  stretches: { from: string; until: string; km: number; volume: number; per100: number }[]
  /** Millilitres a hundred kilometres. */
  consumption: number | null
  norm: number | null
  /** Per cent. */
  aboveNorm: number | null
}
