/** The rule about stations as a card's and a coupon's row bring it. Client-safe. */

import type { FuelRule } from '#app/domain/authorizations/fuel-request.ts'
import type { StationRuleMode } from '#db/schema/index.ts'

interface StoredStationRule {
  /** Null: nothing is known about its stations. */
  station_mode: StationRuleMode | null
  /** One a line. */
  station_codes: string | null
}

export function stationsIn({ station_mode, station_codes }: StoredStationRule): FuelRule['stations'] {
  if (station_mode === null) return null
  return { are: station_mode, codes: (station_codes ?? '').split('\n').filter((code) => code !== '') }
}
