/** The rule about stations as a card's and a coupon's row bring it. Client-safe. */

import type { FuelRule } from '#app/domain/authorizations/fuel-request.ts'
import type { StationRuleMode } from '#db/schema/index.ts'

export interface StoredStationRule {
  /** Null: nothing is known about its stations. */
  station_mode: StationRuleMode | null
  /** One a line. */
  station_codes: string | null
}

export function stationsIn({ station_mode, station_codes }: StoredStationRule): FuelRule['stations'] {
  if (station_mode === null) return null
  return { are: station_mode, codes: codesInText(station_codes ?? '') }
}

/** One a line. */
export function codesInText(text: string): string[] {
  return text.split('\n').filter((code) => code !== '')
}

export function textOfCodes(codes: readonly string[]): string {
  return [...new Set(codes)].sort().join('\n')
}
