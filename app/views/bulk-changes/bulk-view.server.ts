import type { NamedParams } from '#app/domain/bulk-changes/actions.server.ts'
import type { BulkOutcome, ListedBulkChange } from '#app/domain/bulk-changes/bulk-changes.server.ts'
import type { BulkState } from '#app/domain/bulk-changes/bulk-changes.ts'
import type { ChosenRow } from '#app/domain/bulk-changes/choosing.server.ts'
import type { BulkPreview } from '#app/domain/bulk-changes/preview.server.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { InstrumentRef } from '#app/domain/kernel/instrument.ts'
import { formatDateTime } from '#locales/format.ts'
import type { Locale } from '#locales/index.ts'
import { joined } from '#locales/isolated.ts'
import { wordsFor } from '#locales/words.server.ts'
import type { BulkChangeView, BulkPreviewView, BulkRowView } from './bulk-view.ts'

/** Rows that a page names; the others are counted. */
const MAX_SHOWN = 100

export function previewView(
  preview: BulkPreview,
  kind: InstrumentRef['kind'],
  locale: Locale,
): BulkPreviewView {
  const { planned, leftOut, digest } = preview
  const text = (state: BulkState) => stateText(state, kind, locale)
  const why = (code: string | null) => reasonText(code, locale)
  const reasons = Map.groupBy(leftOut, ({ code }) => why(code))
  return {
    ...{ planned: planned.length, leftOut: leftOut.length, digest },
    plannedRows: planned.slice(0, MAX_SHOWN).map((row) => ({
      ...named(row, kind),
      ...{ before: text(row.before), after: text(row.after), why: null },
    })),
    leftOutRows: leftOut.slice(0, MAX_SHOWN).map((row) => ({
      ...named(row, kind),
      ...{ before: text(row.state), after: null, why: why(row.code) },
    })),
    reasons: [...reasons]
      .map(([reason, rows]) => ({ why: reason, count: rows.length }))
      .sort((one, other) => other.count - one.count),
  }
}

export function outcomeView(row: BulkOutcome, kind: InstrumentRef['kind'], locale: Locale): BulkRowView {
  const after = row.after && stateText(row.after, kind, locale)
  return {
    ...named(row, kind),
    ...{ before: row.before ? stateText(row.before, kind, locale) : '', after },
    why: row.refusal === null ? wordsFor(locale).t('bulk-changes:keptWhy') : reasonText(row.refusal, locale),
  }
}

function named({ id, number, holder, plate }: ChosenRow, kind: InstrumentRef['kind']) {
  return { id, name: kind === 'card' ? maskedNumber(number) : number, who: joined([holder, plate]) }
}

/** Null: it is so already. */
function reasonText(code: string | null, locale: Locale): string {
  const { t, say } = wordsFor(locale)
  return code === null ? t('bulk-changes:already') : say(`errors:${code}`)
}

function stateText(state: BulkState, kind: InstrumentRef['kind'], locale: Locale): string {
  const { t, say } = wordsFor(locale)
  switch (state.of) {
    case 'block': {
      const status = say(`${kind === 'card' ? 'cards' : 'coupons'}:status.${statusName(state.status)}`)
      if (state.until === null) return status
      const moment = formatDateTime(almatyWallClock(new Date(state.until)), locale)
      return `${status}, ${t('bulk-changes:until', { moment })}`
    }
    case 'rule':
      if (state.template) return state.template.name
      return t(state.own === null ? 'bulk-changes:noRule' : 'bulk-changes:ownRule')
    case 'group':
      return state.group?.name ?? t('bulk-changes:noGroup')
    case 'holder':
      return joined([state.driver?.name, state.vehicle?.name]) || t('bulk-changes:nobody')
  }
}

/** Either block is one word in lists. */
function statusName(status: string): string {
  return status.startsWith('blocked') ? 'blocked' : status
}

export function bulkChangeView(row: ListedBulkChange, locale: Locale): BulkChangeView {
  const { id, instrument_kind: kind, action, status, total, done, refused, undone, kept } = row
  const clock = (moment: Date | null) => moment && almatyWallClock(moment)
  return {
    ...{ id, kind, action, status, total, done, refused, undone, kept },
    what: row.params && whatText(row.params, locale),
    askedBy: row.asked_by_email ?? '',
    askedAt: almatyWallClock(row.created_at),
    finishedAt: clock(row.finished_at),
    undoneBy: row.undo_asked_by_email ?? '',
    undoneAt: clock(row.undone_at ?? row.undo_asked_at),
  }
}

function whatText(params: NamedParams, locale: Locale): string | null {
  const { t } = wordsFor(locale)
  switch (params.action) {
    case 'block':
    case 'unblock':
      return params.reason || null
    case 'template':
      return params.names.template ?? null
    case 'group':
      return params.names.group ?? t('bulk-changes:noGroup')
    case 'holder':
      return joined([params.names.driver, params.names.vehicle]) || t('bulk-changes:nobody')
    default:
      return null
  }
}
