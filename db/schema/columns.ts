import type { ColumnType } from 'kysely'

export type Day = string
export type JsonText = string

/** Written by the database when left out. */
export type CreatedAt = ColumnType<Date, Date | undefined, never>

export type Flag = ColumnType<0 | 1, 0 | 1 | undefined, 0 | 1>
