import { type ApiScope, apiScopes } from '#app/domain/kernel/roles.ts'

/** Scopes as the column holds them. */
export function scopesIn(text: string): ApiScope[] {
  const words = text.split(' ')
  return apiScopes.filter((scope) => words.includes(scope))
}

export function textOfScopes(scopes: readonly ApiScope[]): string {
  return apiScopes.filter((scope) => scopes.includes(scope)).join(' ')
}

/** Codes as the column holds them, one a line; null: all stations. */
export function codesIn(text: string | null): string[] | null {
  return text === null ? null : text.split('\n')
}

export function textOfCodes(codes: readonly string[]): string | null {
  return codes.length === 0 ? null : [...new Set(codes)].sort().join('\n')
}
