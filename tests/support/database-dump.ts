import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/** Rows of one statement: few statements restore quickly, and none comes near what a server takes at once. */
const ROWS_A_STATEMENT = 200

/** The whole database as statements that make it anew in an empty one; they name no machine, user or moment. */
export async function dumpOf(db: Db): Promise<string> {
  const statements = ['set foreign_key_checks = 0']
  for (const name of await tablesOf(db)) {
    const created = await sql<{ 'Create Table': string }>`show create table ${sql.table(name)}`.execute(db)
    statements.push(...created.rows.map((row) => row['Create Table'].replace(/ AUTO_INCREMENT=\d+/, '')))
    statements.push(...(await insertsOf(db, name)))
  }
  statements.push('set foreign_key_checks = 1')
  return statements.join(';\n')
}

async function tablesOf(db: Db): Promise<string[]> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = database() and table_type = 'BASE TABLE' order by table_name
  `.execute(db)
  return tables.rows.map(({ name }) => name)
}

/** How many rows each table has. */
export async function rowCounts(db: Db): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of await tablesOf(db)) {
    const { rows } = await sql<{
      rows: number
    }>`select count(*) as \`rows\` from ${sql.table(table)}`.execute(db)
    counts[table] = Number(rows[0]?.rows)
  }
  return counts
}

/** The server quotes the values itself: the rows come out as the statements that put them in. */
async function insertsOf(db: Db, table: string): Promise<string[]> {
  const columns = await sql<{ name: string; type: string }>`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = database() and table_name = ${table} and coalesce(generation_expression, '') = ''
    order by ordinal_position
  `.execute(db)
  const names = columns.rows.map(({ name }) => `\`${name}\``).join(',')
  const values = sql.join(columns.rows.map(({ name, type }) => literalOf(name, type)))
  const { rows } = await sql<{ row: string }>`
    select concat_ws(',', ${values}) as \`row\` from ${sql.table(table)}
  `.execute(db)
  const statements: string[] = []
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
    const some = rows.slice(at, at + ROWS_A_STATEMENT).map(({ row }) => `(${row})`)
    statements.push(`insert into \`${table}\` (${names}) values ${some.join(',\n')}`)
  }
  return statements
}

/** VARBINARY holds text here (db/schema/index.ts); other bytes are no text in any character set. */
function literalOf(name: string, type: string) {
  const column = sql.ref(name)
  if (type === 'varbinary') return sql`quote(convert(${column} using utf8mb4))`
  if (type === 'binary' || type.endsWith('blob')) {
    return sql`if(${column} is null, 'NULL', concat('x''', hex(${column}), ''''))`
  }
  return sql`quote(${column})`
}
