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

/**
 * `locale`: the language in which the company's contact is written to; null: not known.
 *
 * The rest the database computes itself, so that imports, pages and the release before write nothing more: the name
 * in small letters without punctuation, its last one to six words where it has more (with the whole name each word's beginning is the
 * beginning of one of them), the contract's number without punctuation, and the digits of the telephone. `select *` leaves them out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table companies
      add column locale char(2) null,
      add column name_words varchar(200)
        generated always as (${sql.raw(wordsOf('name'))}) stored invisible,
      add column name_tail_1 varchar(200) generated always as (nullif(substring_index(name_words, ' ', -1), name_words)) stored invisible,
      add column name_tail_2 varchar(200) generated always as (nullif(substring_index(name_words, ' ', -2), name_words)) stored invisible,
      add column name_tail_3 varchar(200) generated always as (nullif(substring_index(name_words, ' ', -3), name_words)) stored invisible,
      add column name_tail_4 varchar(200) generated always as (nullif(substring_index(name_words, ' ', -4), name_words)) stored invisible,
      add column name_tail_5 varchar(200) generated always as (nullif(substring_index(name_words, ' ', -5), name_words)) stored invisible,
      add column name_tail_6 varchar(200) generated always as (nullif(substring_index(name_words, ' ', -6), name_words)) stored invisible,
      add column contract_key varchar(64)
        generated always as (regexp_replace(contract_number, '[^\\\\p{L}\\\\p{N}]+', '')) stored invisible,
      add column phone_digits varchar(64)
        generated always as (regexp_replace(phone, '[^0-9]+', '')) stored invisible,
      add key companies_words (name_words),
      add key companies_tail_1 (name_tail_1),
      add key companies_tail_2 (name_tail_2),
      add key companies_tail_3 (name_tail_3),
      add key companies_tail_4 (name_tail_4),
      add key companies_tail_5 (name_tail_5),
      add key companies_tail_6 (name_tail_6),
      add key companies_contract (contract_key),
      add key companies_phone (phone_digits),
      add key companies_email (email)
  `.execute(db)
}
