import { nameKey } from '#app/domain/imports/fleet-words.ts'

interface Named {
  name: string
  /** Empty: none is known. */
  phone: string
}

/**
 * Who a line of a file may mean: the driver with its telephone, else those with its name. Each driver is looked at once: a
 * file has a thousand lines, a company ten thousand drivers.
 */
export function knownDrivers<Driver extends Named>(known: readonly Driver[]) {
  const byPhone = new Map(known.toReversed().map((driver) => [driver.phone, driver]))
  const byName = Map.groupBy(known, ({ name }) => nameKey(name))
  return ({ name, phone }: { name: string; phone?: string | undefined }): Driver[] => {
    const called = phone ? byPhone.get(phone) : undefined
    if (called) return [called]
    // Two people with one name are told apart by their telephones.
    return (byName.get(nameKey(name)) ?? []).filter((driver) => !phone || driver.phone === '')
  }
}
