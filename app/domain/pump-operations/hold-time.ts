/** How long litres are held for a station. Client-safe. Source: docs/authorizations.md */

/** A slow nozzle of a lorry's pump, and the time to drive up, pay and report. */
const MIN_LITRES_A_MINUTE = 40
const MARGIN_MINUTES = 10
export const MAX_HOLD_MINUTES = 120

/** Minutes: the setting, or as long as so much fuel takes to flow, never more than two hours. `volume` in millilitres. */
export function holdMinutesOf(volume: number, setting: number): number {
  const flowing = Math.ceil(volume / 1_000 / MIN_LITRES_A_MINUTE) + MARGIN_MINUTES
  return Math.min(MAX_HOLD_MINUTES, Math.max(setting, flowing))
}
