import { type Kysely, sql } from 'kysely'

interface FirstProduct {
  code: string
  /** English, Russian, Kazakh. */
  names: readonly [string, string, string]
  shorts: readonly [string, string, string]
  /** Names in registers, besides those above and the code. */
  synonyms: readonly string[]
  colour: string
}

/** What was sold before products were rows, in the order in which people read them. */
export const firstProducts: readonly FirstProduct[] = [
  {
    code: 'ai92',
    names: ['AI-92', 'АИ-92', 'АИ-92'],
    shorts: ['AI-92', 'АИ-92', 'АИ-92'],
    synonyms: ['А-92'],
    colour: 'teal',
  },
  {
    code: 'ai95',
    names: ['AI-95', 'АИ-95', 'АИ-95'],
    shorts: ['AI-95', 'АИ-95', 'АИ-95'],
    synonyms: ['А-95'],
    colour: 'amber',
  },
  {
    code: 'ai98',
    names: ['AI-98', 'АИ-98', 'АИ-98'],
    shorts: ['AI-98', 'АИ-98', 'АИ-98'],
    synonyms: ['А-98'],
    colour: 'blue',
  },
  {
    code: 'diesel',
    names: ['Diesel', 'Дизельное топливо', 'Дизель отыны'],
    shorts: ['Diesel', 'ДТ', 'ДТ'],
    synonyms: [
      'ДТ',
      'дизель',
      'дизтопливо',
      'дизельное топливо',
      'дизельное топливо ДТ',
      'ДТ-Л',
      'ДТ летнее',
      'ДТ лето',
      'летнее ДТ',
      'дизельное топливо летнее',
      'ДТ-Е',
      'ДТ межсезонное',
      'ДТ-М',
      'дизотын',
      'DT',
      'diesel fuel',
      'DF',
    ],
    colour: 'rust',
  },
  {
    code: 'diesel_winter',
    names: ['Winter diesel', 'Дизельное топливо зимнее', 'Қысқы дизель отыны'],
    shorts: ['Diesel W', 'ДТ-З', 'ДТ-Қ'],
    synonyms: [
      'ДТ-З',
      'ДТ зимнее',
      'ДТ зима',
      'ДТ зимн',
      'ДТ зим',
      'зимнее ДТ',
      'дизтопливо зимнее',
      'дизель зимний',
      'зимнее дизельное топливо',
      'ДТ қысқы',
      'қысқы ДТ',
      'дизель отыны қысқы',
      'DT winter',
      'DT-Z',
      'diesel winter',
    ],
    colour: 'green',
  },
  {
    code: 'lpg',
    names: ['LPG', 'Газ (СУГ)', 'Автогаз'],
    shorts: ['LPG', 'СУГ', 'Газ'],
    synonyms: [
      'СУГ',
      'газ',
      'СУГ газ',
      'пропан',
      'пропан-бутан',
      'газ пропан',
      'СПБТ',
      'сжиженный газ',
      'сжиженный углеводородный газ',
      'сұйытылған газ',
      'autogas',
      'propane',
      'gas',
    ],
    colour: 'purple',
  },
]

export async function up(db: Kysely<unknown>): Promise<void> {
  const rows = firstProducts.map(
    ({ code, names, shorts, synonyms, colour }, index) =>
      sql`(${sql.join([code, ...names, ...shorts, synonyms.join('\n'), colour, (index + 1) * 10])})`,
  )
  // Run again after an interruption, it leaves what is there.
  await sql`insert ignore into products
    (code, name_en, name_ru, name_kk, short_en, short_ru, short_kk, synonyms, colour, position)
    values ${sql.join(rows)}`.execute(db)
}
