import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

export interface Column {
  /** Without its size, as `varchar`. */
  type: string
  /** As the server writes it, as `varchar(64)`. */
  written: string
  unsigned: boolean
  length: number | null
  /** Digits before the point of a number. */
  whole: number | null
  /** Digits after the point of a number, or of the seconds of a moment. */
  fraction: number | null
  nullable: boolean
  /** The database fills it when a row says nothing of it. */
  filled: boolean
  collation: string | null
}

export interface Table {
  columns: Record<string, Column>
  /** The columns of the primary key and of every unique key, sorted. */
  unique: string[]
}

export type Schema = Record<string, Table>

export async function readSchema(db: Db): Promise<Schema> {
  const { rows } = await sql<ColumnRow>`
    select c.table_name as table_name, column_name as name, data_type as type, column_type as written,
      character_maximum_length as length, numeric_precision as digits, numeric_scale as scale,
      datetime_precision as seconds, is_nullable as nullable, column_default as default_value, extra,
      collation_name as collation
    from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = database() and t.table_type = 'BASE TABLE'
    order by c.table_name, ordinal_position
  `.execute(db)
  const schema: Schema = {}
  for (const row of rows) {
    const table = schema[row.table_name] ?? { columns: {}, unique: [] }
    table.columns[row.name] = columnOf(row)
    schema[row.table_name] = table
  }
  for (const { table_name, columns } of await uniqueKeys(db)) schema[table_name]?.unique.push(columns)
  return schema
}

interface ColumnRow {
  table_name: string
  name: string
  type: string
  written: string
  length: string | number | null
  digits: string | number | null
  scale: string | number | null
  seconds: string | number | null
  nullable: 'YES' | 'NO'
  default_value: string | null
  extra: string
  collation: string | null
}

function columnOf(row: ColumnRow): Column {
  const number = (value: string | number | null) => (value === null ? null : Number(value))
  const scale = number(row.scale)
  const digits = number(row.digits)
  const nullable = row.nullable === 'YES'
  return {
    type: row.type,
    written: row.written,
    unsigned: row.written.includes('unsigned'),
    length: number(row.length),
    whole: digits === null ? null : digits - (scale ?? 0),
    fraction: scale ?? number(row.seconds),
    nullable,
    filled: nullable || row.default_value !== null || /auto_increment|generated/i.test(row.extra),
    collation: row.collation,
  }
}

async function uniqueKeys(db: Db): Promise<{ table_name: string; columns: string }[]> {
  const { rows } = await sql<{ table_name: string; columns: string }>`
    select table_name as table_name, group_concat(column_name order by column_name separator ', ') as columns
    from information_schema.statistics
    where table_schema = database() and non_unique = 0
    group by table_name, index_name order by table_name, columns
  `.execute(db)
  return rows
}
