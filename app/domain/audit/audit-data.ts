/** What an entry of the audit log holds besides who did what: flat, and only what a colleague may read. */
export type AuditData = Record<string, string | number | boolean | null | string[]>
