/** Zones by the names that files give them. */

/** Minutes ahead of UTC. Almaty's offset is told by the day, and only the calendar knows it. */
export type Zone = number | 'almaty'

const MOSCOW_MINUTES = 180

const zones = new Map<string, Zone>([
  ['z', 0],
  ['utc', 0],
  ['gmt', 0],
  ...['мск', 'msk', 'москва', 'moscow'].map((name) => [name, MOSCOW_MINUTES] as const),
  ...['алматы', 'almaty', 'астана', 'astana'].map((name) => [name, 'almaty'] as const),
])

export function zoneOf(name: string): Zone | undefined {
  return zones.get(name.toLowerCase())
}
