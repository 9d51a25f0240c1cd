import { maskedNumber } from '#app/domain/cards/cards.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { figuresIn } from '#app/domain/unusual/detecting.ts'
import type { findUnusual } from '#app/domain/unusual/unusual.server.ts'
import type { UnusualView } from './unusual-view.ts'

export function unusualView(row: Awaited<ReturnType<typeof findUnusual>>): UnusualView {
  const { id, kind, at_risk: atRisk, amount, settled_as: as, settled_at: settledAt } = row
  return {
    ...{ id, kind, atRisk, amount },
    figures: figuresIn(row.figures) ?? {},
    at: almatyWallClock(row.occurred_at),
    station: row.station_name ?? row.station_code,
    card: { id: row.card_id, name: maskedNumber(row.number) },
    transactionId: row.transaction_id,
    settled:
      as && settledAt
        ? { as, at: almatyWallClock(settledAt), by: row.settled_by_email ?? '', note: row.note }
        : null,
  }
}
