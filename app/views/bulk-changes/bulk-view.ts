import type { BulkAction, BulkStatus } from '#app/domain/bulk-changes/bulk-changes.ts'
import type { InstrumentRef } from '#app/domain/kernel/instrument.ts'
import type { Finding } from '#app/ui/form/find-choices.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import type { Option } from '#app/ui/form/select.tsx'

/** A card or a coupon in a preview or in an outcome. */
export interface BulkRowView {
  id: number
  /** Masked where it is a card's. */
  name: string
  /** Holder and plate. */
  who: string
  before: string
  /** Null: it does not change. */
  after: string | null
  /** Why not; null: it changes. */
  why: string | null
}

export interface BulkPreviewView {
  planned: number
  leftOut: number
  /** The first of them. */
  plannedRows: BulkRowView[]
  leftOutRows: BulkRowView[]
  /** How many are left out for which reason, the most first. */
  reasons: { why: string; count: number }[]
  digest: string
}

export interface BulkChoices {
  templates: Option[]
  groups: Option[]
  drivers: Option[]
  vehicles: Option[]
  /** The search above the drivers and vehicles; null: they are not asked for. */
  finding: Finding | null
  stations: { code: string; name: string; city: string }[]
}

/** The page on which a change of many is chosen, looked at and confirmed. */
export interface BulkPageView {
  kind: InstrumentRef['kind']
  actions: BulkAction[]
  action: BulkAction | null
  /** Whether the action leaves something to choose before its preview. */
  needsChoice: boolean
  /** What is chosen, as forms and links carry it on. */
  selection: [name: string, value: string][]
  /** Everything of the address, as the form that confirms sends it again. */
  fields: [name: string, value: string][]
  /** Null: not counted, since it cannot be changed so. */
  count: number | null
  /** Why nothing can be shown, in words. */
  refusal: string | null
  choices: BulkChoices
  tried: RefusedForm | undefined
  preview: BulkPreviewView | null
}

export interface BulkChangeView {
  id: number
  kind: InstrumentRef['kind']
  action: BulkAction
  status: BulkStatus
  /** What was set, in words: a template's name; null: the action says it all. */
  what: string | null
  total: number
  done: number
  refused: number
  undone: number
  kept: number
  askedBy: string
  /** Wall clocks of Almaty. */
  askedAt: string
  finishedAt: string | null
  undoneBy: string
  undoneAt: string | null
}
