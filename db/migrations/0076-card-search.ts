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

/** Cyrillic letters of plates that look like Latin ones. */
const LOOK_ALIKES = [
  'АA',
  'ВB',
  'ЕE',
  'КK',
  'МM',
  'НH',
  'ОO',
  'РP',
  'СC',
  'ТT',
  'УY',
  'ХX',
  'ІI',
  'ҮY',
  'ҰY',
  'ҺH',
]

/**
 * As for companies: the holder's name without punctuation, its last words, and the plate in Latin capitals. Clients search
 * their own cards, staff all of them, so each has an index of both kinds.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const letters = LOOK_ALIKES.reduce(
    (text, [from, to]) => `replace(${text}, '${from}', '${to}')`,
    'upper(plate)',
  )
  await sql`
    alter table cards
      add column holder_words varchar(200)
        generated always as (${sql.raw(wordsOf('holder'))}) stored invisible,
      add column holder_tail_1 varchar(200) generated always as (nullif(substring_index(holder_words, ' ', -1), holder_words)) stored invisible,
      add column holder_tail_2 varchar(200) generated always as (nullif(substring_index(holder_words, ' ', -2), holder_words)) stored invisible,
      add column holder_tail_3 varchar(200) generated always as (nullif(substring_index(holder_words, ' ', -3), holder_words)) stored invisible,
      add column plate_key varchar(32)
        generated always as (regexp_replace(${sql.raw(letters)}, '[^\\\\p{L}\\\\p{N}]+', '')) stored invisible,
      add key cards_company_words (company_id, holder_words),
      add key cards_company_tail_1 (company_id, holder_tail_1),
      add key cards_company_tail_2 (company_id, holder_tail_2),
      add key cards_company_tail_3 (company_id, holder_tail_3),
      add key cards_company_plate_key (company_id, plate_key),
      add key cards_words (holder_words),
      add key cards_tail_1 (holder_tail_1),
      add key cards_tail_2 (holder_tail_2),
      add key cards_tail_3 (holder_tail_3),
      add key cards_plate_key (plate_key),
      add key cards_reversed (number_reversed)
  `.execute(db)
}
