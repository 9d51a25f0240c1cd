/** Rows of a list on one page; on most, but for lists of short lines. Client-safe. */
export const PAGE_SIZE = 50

/** Of lists whose rows are a line each: the audit log, API keys. */
export const LONG_PAGE_SIZE = 100
