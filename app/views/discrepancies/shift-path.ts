/** The page of a shift that a discrepancy belongs to. */
export function shiftPath(shift: { of: 'station' | 'till'; id: number }): string {
  return `/admin/${shift.of === 'till' ? 'shifts' : 'station-shifts'}/${shift.id}`
}

/** Whoever came from there goes back there when it is settled. */
export function isFromShift(url: string): boolean {
  return new URL(url).searchParams.get('of') === 'shift'
}
