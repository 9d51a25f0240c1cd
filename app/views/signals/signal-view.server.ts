import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { Signal } from '#app/domain/signals/signals.server.ts'
import type { SignalView } from './signal-view.ts'

/** What the queue and a signal's page show, and no more. */
export function signalView(signal: Signal): SignalView {
  const { id, kind, station, company, atRisk, figures, note, openedBy, settled } = signal
  return {
    ...{ id, station: station.name, company, atRisk, note, openedBy },
    kind: kind ?? 'other',
    at: almatyWallClock(signal.at),
    figures: {
      ...figures,
      ...(typeof figures.at === 'string' ? { at: almatyWallClock(new Date(figures.at)) } : {}),
    },
    settled: settled && { ...settled, at: almatyWallClock(settled.at) },
  }
}
