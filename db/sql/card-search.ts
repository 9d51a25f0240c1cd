import { type RawBuilder, sql } from 'kysely'
import type { CompanyId } from '#db/schema/index.ts'
import { beginningWith, reversed, type Searches, searchesByName } from './search.ts'
import { packed, plateKey, wordsOf } from './search-text.ts'

const HOLDER = ['words', 'tail_1', 'tail_2', 'tail_3']

/** Cards of a company, or of all (null), by the beginning or the end of a number, by the holder and by the plate. */
export function searchesForCards(companyId: CompanyId | null, q: string): Searches {
  const scope = companyId === null ? 'cards' : 'cards_company'
  const within = companyId === null ? sql`true` : sql`company_id = ${companyId}`
  const search = (index: string, column: string, text: string): RawBuilder<unknown> => sql`
    select id from cards force index (${sql.ref(index)})
    where ${within} and ${sql.ref(column)} like ${beginningWith(text)}`
  const number = packed(q)
  const plate = plateKey(q)
  return [
    search(`${scope}_number`, 'number', number),
    search(`${scope}_reversed`, 'number_reversed', reversed(number)),
    ...(plate ? [search(`${scope}_plate_key`, 'plate_key', plate)] : []),
    ...searchesByName('cards', wordsOf(q), {
      indexes: Object.fromEntries(HOLDER.map((part) => [`${scope}_${part}`, `holder_${part}`])),
      whole: 'holder_words',
      within,
    }),
  ]
}
