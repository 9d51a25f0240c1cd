import type { ReadonlyLinkState } from '#app/domain/readonly-links/readonly-links.ts'

export interface ReadonlyLinkRowView {
  id: number
  name: string
  /** Days, both inclusive. */
  from: string
  to: string
  state: ReadonlyLinkState
  /** Wall clocks of Almaty, as below. */
  expiresAt: string
  visits: number
  lastVisit: string | null
}

export interface ReadonlyLinkView extends Omit<ReadonlyLinkRowView, 'visits' | 'lastVisit'> {
  createdAt: string
  createdBy: string
  revokedAt: string | null
  revokedBy: string
  address: string | null
  visits: { id: number; at: string; network: string; agent: string }[]
}
