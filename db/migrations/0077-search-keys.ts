import { type Kysely, sql } from 'kysely'

/** Kazakh letters and those that keyboards without them write instead. */
const FOLDED = ['әа', 'ғг', 'қк', 'ңн', 'өо', 'ұу', 'үу', 'һх', 'іи', 'ёе']
const wordsOf = (column: string) => {
  const folded = FOLDED.reduce(
    (text, [from, to]) => `replace(${text}, '${from}', '${to}')`,
    `lower(${column})`,
  )
  return `trim(regexp_replace(${folded}, '[^\\\\p{L}\\\\p{N}]+', ' '))`
}

/** Each table with a key by which it is known to be changed already, and its change. */
const CHANGES = [
  ['coupons', 'coupons_reversed', 'add key coupons_reversed (number_reversed)'],
  ['transactions', 'transactions_receipt_alone', 'add key transactions_receipt_alone (receipt)'],
  [
    'stations',
    'stations_words',
    `add column name_words varchar(200)
      generated always as (${wordsOf('name')}) stored invisible,
    add column name_tail_1 varchar(200) generated always as (nullif(substring_index(name_words, ' ', -1), name_words)) stored invisible,
    add column name_tail_2 varchar(200) generated always as (nullif(substring_index(name_words, ' ', -2), name_words)) stored invisible,
    add column name_tail_3 varchar(200) generated always as (nullif(substring_index(name_words, ' ', -3), name_words)) stored invisible,
    add key stations_words (name_words),
    add key stations_tail_1 (name_tail_1),
    add key stations_tail_2 (name_tail_2),
    add key stations_tail_3 (name_tail_3)`,
  ],
] as const

/** By which staff find things of every company. Three tables, so a migration that was cut off goes on where it was. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, key, change] of CHANGES) {
    const { rows } = await sql`
      select 1 from information_schema.statistics
      where table_schema = database() and table_name = ${table} and index_name = ${key}`.execute(db)
    if (rows.length === 0) await sql`alter table ${sql.table(table)} ${sql.raw(change)}`.execute(db)
  }
}
