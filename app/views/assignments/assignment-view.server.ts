import type { AssignmentOfSubject, ListedAssignment } from '#app/domain/assignments/assignments.server.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { AssignedView, AssignmentsView, PeriodView } from './assignment-view.ts'

/** Whose a card or a coupon is and was. */
export function assignmentsView(rows: readonly ListedAssignment[]): AssignmentsView {
  return { driver: assignedView(rows, 'driver'), vehicle: assignedView(rows, 'vehicle') }
}

function assignedView(all: readonly ListedAssignment[], subject: ListedAssignment['subject']): AssignedView {
  const rows = all.filter((row) => row.subject === subject)
  const history = rows.map((row) => periodView(row, row.name, `/${subject}s/${row.subject_id}`))
  return {
    current: history.find(({ until }) => until === null) ?? null,
    currentId: rows.find(({ ends_at }) => ends_at === null)?.subject_id.toString() ?? null,
    history,
    seen: Math.max(0, ...rows.map(({ id }) => id)),
  }
}

/** Which cards and coupons a driver or a vehicle has and had. */
export function usesView(rows: readonly AssignmentOfSubject[]): PeriodView[] {
  return rows.map((row) => {
    const isCard = row.instrument_kind === 'card'
    const href = `/${isCard ? 'cards' : 'coupons'}/${row.instrument_id}`
    return periodView(row, isCard ? maskedNumber(row.number) : row.number, href)
  })
}

function periodView(
  { id, starts_at, ends_at }: { id: number; starts_at: Date; ends_at: Date | null },
  name: string,
  href: string,
): PeriodView {
  return { id, name, href, from: almatyWallClock(starts_at), until: ends_at && almatyWallClock(ends_at) }
}
