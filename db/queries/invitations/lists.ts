import type { Db } from '#db/connection/client.server.ts'
import { now } from '#db/sql/now.ts'

export interface InvitationListFilter {
  /** Beginning of the address or of the company's name. */
  q?: string | undefined
  state?: 'waiting' | 'accepted' | 'expired' | 'revoked' | undefined
  wished?: boolean | undefined
  companyId?: number | undefined
  /** Ids below it: newest first. */
  before?: number | undefined
  limit: number
}

export type ListedInvitationRow = Awaited<ReturnType<typeof selectInvitations>>[number]

/** Newest first, with the database's clock, by which `expires_at` is to be read. */
export function selectInvitations(db: Db, filter: InvitationListFilter) {
  let query = listed(db)
  if (filter.q) {
    const beginning = `${filter.q.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) =>
      eb.or([eb('i.email', 'like', beginning.toLowerCase()), eb('c.name', 'like', beginning)]),
    )
  }
  if (filter.state === 'accepted' || filter.state === 'revoked')
    query = query.where('i.status', '=', filter.state)
  else if (filter.state) {
    query = query
      .where('i.status', '=', 'pending')
      .where('i.expires_at', filter.state === 'waiting' ? '>' : '<=', now)
  }
  if (filter.wished) query = query.where('i.status', '=', 'pending').where('i.wished_at', 'is not', null)
  if (filter.companyId !== undefined) query = query.where('i.company_id', '=', filter.companyId)
  if (filter.before !== undefined) query = query.where('i.id', '<', filter.before)
  return query.orderBy('i.id', 'desc').limit(filter.limit).execute()
}

export function selectListedInvitation(db: Db, id: number): Promise<ListedInvitationRow | undefined> {
  return listed(db).where('i.id', '=', id).executeTakeFirst()
}

function listed(db: Db) {
  return db
    .selectFrom('invitations as i')
    .leftJoin('companies as c', 'c.id', 'i.company_id')
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
