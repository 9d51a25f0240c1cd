import { sql } from 'kysely'
import { searchesForCompanies } from './company-search.ts'
import { beginningWith, foundBy, type Searches, searchesByName } from './search.ts'
import { wordsOf } from './search-text.ts'

const NAME = ['words', 'tail_1', 'tail_2', 'tail_3']

/** People with an account, by words of the name or by the beginning of the email address. */
export function searchesForUsers(q: string): Searches {
  return [
    sql`select id from users force index (users_email) where email like ${beginningWith(q.toLowerCase())}`,
    ...searchesByName('users', wordsOf(q), {
      indexes: Object.fromEntries(NAME.map((part) => [`users_${part}`, `name_${part}`])),
      whole: 'name_words',
    }),
  ]
}

/** The same, and the people of the companies that the text finds. */
export function searchesForUsersAndCompanies(q: string): Searches {
  return [
    ...searchesForUsers(q),
    sql`select straight_join m.user_id as id from (${foundBy(searchesForCompanies(q))}) c
      join memberships m force index (memberships_company) on m.company_id = c.id`,
  ]
}
