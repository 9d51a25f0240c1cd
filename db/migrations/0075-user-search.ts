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

/** As for companies: the name without punctuation, and its last words. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table users
      add column name_words varchar(200)
        generated always as (${sql.raw(wordsOf('name'))}) stored invisible,
      add column name_tail_1 varchar(200) generated always as (nullif(substring_index(name_words, ' ', -1), name_words)) stored invisible,
      add column name_tail_2 varchar(200) generated always as (nullif(substring_index(name_words, ' ', -2), name_words)) stored invisible,
      add column name_tail_3 varchar(200) generated always as (nullif(substring_index(name_words, ' ', -3), name_words)) stored invisible,
      add key users_words (name_words),
      add key users_tail_1 (name_tail_1),
      add key users_tail_2 (name_tail_2),
      add key users_tail_3 (name_tail_3)
  `.execute(db)
}
