/** Decisions as our tables keep them: JSON, whose moments are moments again when they are read. */

const MOMENTS = new Set(['renewsAt', 'nextAllowedAt', 'until', 'usedAt'])

export function revived<Value>(json: string | null, none: Value): Value {
  if (json === null) return none
  return JSON.parse(json, (key, value: unknown) =>
    MOMENTS.has(key) && typeof value === 'string' ? new Date(value) : value,
  )
}
