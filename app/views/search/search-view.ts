import type { HitKind } from '#app/domain/search/search.ts'

export interface SearchHit {
  key: string
  href: string
  title: string
  detail: string | null
  note: string | null
  status: string | null
  /** A day, or a wall-clock moment. */
  moment: string | null
  /** Staff see whose it is. */
  company: string | null
}

export interface SearchGroup {
  kind: HitKind
  hits: SearchHit[]
  more: boolean
  /** All of the kind, in its list. */
  moreHref: string | null
}
