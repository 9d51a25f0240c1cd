import type { FleetChoices } from '#app/domain/fleet/fleet-choices.server.ts'

/** The options of the selects, and what the search above them shows. */
export function fleetOptions({ drivers, vehicles, find, hasMore }: FleetChoices) {
  return {
    drivers: drivers.map(({ id, name }) => ({ value: String(id), label: name })),
    vehicles: vehicles.map(({ id, plate }) => ({ value: String(id), label: plate })),
    finding: { text: find, hasMore },
  }
}
