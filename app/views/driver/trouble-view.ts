import type { HelpSaid } from '#app/domain/handovers/handovers.ts'
import type { AnswerView } from './driver-view.ts'

export interface TroubleView {
  home: string
  /** This page without what was chosen, and as it is. */
  path: string
  here: string
  lang: string | null
  stateUrl: string
  helpUrl: string
  state: string
  position: number
  /** What the cashier said; null: it is asked for. */
  said: HelpSaid | null
  coupons: { position: number; label: string }[]
  /** What is known here; null before anything was chosen. */
  reason: {
    title: string
    isRefused: boolean
    /** Where and when a station asked; null where none has. */
    at: string | null
    lines: string[]
  } | null
  /** Since when the dispatcher knows; null: he has not been asked, or has answered. */
  askedAt: string | null
  /** The dispatcher's last. */
  answer: AnswerView | null
}
