/** How long a minute, an hour and a day are; apart from the calendar, which the browser's forms have no use for. */

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
export const DAY_MINUTES = 24 * 60
export const DAY_SECONDS = 86_400
