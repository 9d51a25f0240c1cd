import { type RawBuilder, sql } from 'kysely'
import { beginningWith, type Searches, searchesByName } from './search.ts'
import { lettersAndDigits, packed, phoneBeginnings, wordsOf } from './search-text.ts'

const NAME = ['words', 'tail_1', 'tail_2', 'tail_3', 'tail_4', 'tail_5', 'tail_6']

/** Companies by words of the name, or by the beginning of the BIN, of the contract's number, of the email or telephone. */
export function searchesForCompanies(q: string): Searches {
  const search = (index: string, column: string, text: string): RawBuilder<unknown> => sql`
    select id from companies force index (${sql.ref(index)}) where ${sql.ref(column)} like ${beginningWith(text)}`
  const contract = lettersAndDigits(q)
  return [
    search('companies_bin', 'bin', packed(q)),
    ...(contract ? [search('companies_contract', 'contract_key', contract)] : []),
    search('companies_email', 'email', q.toLowerCase()),
    ...phoneBeginnings(q).map((digits) => search('companies_phone', 'phone_digits', digits)),
    ...searchesByName('companies', wordsOf(q), {
      indexes: Object.fromEntries(NAME.map((part) => [`companies_${part}`, `name_${part}`])),
      whole: 'name_words',
    }),
  ]
}
