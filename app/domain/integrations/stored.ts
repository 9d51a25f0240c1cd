import { type ApiScope, apiScopes } from '#app/domain/kernel/roles.ts'
import { codesInText, textOfCodes } from '#app/domain/stations/station-rules.ts'

/** Scopes as the column holds them. */
export function scopesIn(text: string): ApiScope[] {
  const words = text.split(' ')
  return apiScopes.filter((scope) => words.includes(scope))
}

export function textOfScopes(scopes: readonly ApiScope[]): string {
  return apiScopes.filter((scope) => scopes.includes(scope)).join(' ')
}

/** Codes as the column holds them; null: all stations. */
export function stationsOfKey(text: string | null): string[] | null {
  return text === null ? null : codesInText(text)
}

export function textOfStations(codes: readonly string[]): string | null {
  return codes.length === 0 ? null : textOfCodes(codes)
}
