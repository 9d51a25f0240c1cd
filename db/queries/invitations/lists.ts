import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import { searchesForCompanies } from '#db/sql/company-search.ts'
import { now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'
import { beginningWith, hasWords, isFoundBy, wordsIn } from '#db/sql/search.ts'
import { wordsOf } from '#db/sql/search-text.ts'

export interface InvitationListFilter {
  /** Beginning of the address, words of the name, or the company as `searchesForCompanies` reads it. */
  q?: string | undefined
  state?: 'waiting' | 'accepted' | 'expired' | 'revoked' | undefined
  /** Its last email went so many days ago or more. */
  sentDaysAgo?: number | undefined
  reinviteRequested?: boolean | undefined
  companyId?: number | undefined
}

export type ListedInvitationRow = Awaited<ReturnType<typeof selectInvitations>>[number]

/** Newest first, with the database's clock, by which `expires_at` is to be read. */
export function selectInvitations(db: Db, filter: InvitationListFilter, request: PageRequest) {
  return listed(selectFromInvitations(db, filter))
    .where(beyondId('i.id', request))
    .orderBy('i.id', directionOf(request))
    .limit(request.limit)
    .execute()
}

/** What a filter leaves of them, for lists and counts. */
export function selectFromInvitations(db: Db, filter: InvitationListFilter) {
  let query = invitationsWithCompanies(db)
  if (filter.q) query = query.where(matching(filter.q))
  if (filter.state === 'accepted' || filter.state === 'revoked')
    query = query.where('i.status', '=', filter.state)
  else if (filter.state) {
    query = query
      .where('i.status', '=', 'pending')
      .where('i.expires_at', filter.state === 'waiting' ? '>' : '<=', now)
  }
  if (filter.sentDaysAgo !== undefined)
    query = query.where('i.sent_at', '<=', sql<Date>`utc_timestamp(6) - interval ${filter.sentDaysAgo} day`)
  if (filter.reinviteRequested)
    query = query.where('i.status', '=', 'pending').where('i.wished_at', 'is not', null)
  if (filter.companyId !== undefined) query = query.where('i.company_id', '=', filter.companyId)
  return query
}

/** Invitations are thousands, not millions: a word of a name is searched by a scan. */
function matching(q: string): RawBuilder<SqlBool> {
  const words = wordsOf(q)
  const byName = words.length > 0 ? sql`or ${hasWords(wordsIn('i.name'), words)}` : sql``
  return sql<SqlBool>`(i.email like ${beginningWith(q.toLowerCase())}
    or ${isFoundBy('i.company_id', searchesForCompanies(q))} ${byName})`
}

export function selectListedInvitation(db: Db, id: number): Promise<ListedInvitationRow | undefined> {
  return listed(invitationsWithCompanies(db)).where('i.id', '=', id).executeTakeFirst()
}

function invitationsWithCompanies(db: Db) {
  return db.selectFrom('invitations as i').leftJoin('companies as c', 'c.id', 'i.company_id')
}

function listed(query: ReturnType<typeof invitationsWithCompanies>) {
  return query
    .leftJoin('users as u', 'u.id', 'i.invited_by')
    .leftJoin('stations as s', 's.id', 'i.station_id')
    .selectAll('i')
    .select([
      'c.name as company_name',
      'u.email as inviter_email',
      's.code as station_code',
      's.name as station_name',
      now.as('now'),
    ])
}
