/** What lists of stations can be narrowed to, in the order in which people read it. Client-safe. */
export const stationConditions = ['open', 'closed', 'shortage'] as const
export type StationCondition = (typeof stationConditions)[number]

/** Where the hours of a station come from: the register's text, or what staff set. */
export const hoursModes = ['register', 'always', 'week'] as const
export type HoursMode = (typeof hoursModes)[number]
