import { sessionsOf } from '#app/domain/access/sessions.server.ts'
import { addressKeys, blockedKeys, blockedKeysAmong } from '#app/domain/access/sign-in-attempts.server.ts'
import type { Actor, CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { cursorsOf, type PageCursors, readPageById } from '#app/domain/kernel/page.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { findStation, type StationChoice } from '#app/domain/stations/cashier-station.server.ts'
import type { Db } from '#db/connection/client.server.ts'
import {
  selectActiveOwners,
  selectCompaniesOfUser,
  selectOpenMembership,
} from '#db/queries/accounts/memberships.ts'
import {
  selectActiveStaff,
  selectUserById,
  selectUsers,
  type UserFilter as UserQuery,
  type UserRow,
} from '#db/queries/accounts/users.ts'
import type { ClientRole, Locale, StaffRole } from '#db/schema/index.ts'
import type { PageRequest } from '#db/sql/page-request.ts'
import type { UserFilter } from './accounts.input.server.ts'
import { type UserState, userState } from './users.ts'

/** Blocks are kept under a code of the address, so the blocked are found by looking through the others. */
const BATCH = 500
const MAX_BATCHES = 40
const MAX_LOOKED_THROUGH = BATCH * MAX_BATCHES

export interface ListedUser {
  id: number
  email: string
  name: string
  locale: Locale
  staffRole: StaffRole | null
  state: UserState
  disabledAt: Date | null
  createdAt: Date
}

export interface UserPage extends PageCursors {
  users: ListedUser[]
}

/** Newest first, 50 a page; for the blocked ones at most MAX_BATCHES are looked through. */
export async function listUsers(ctx: Context, filter: UserFilter): Promise<UserPage> {
  requireRight(ctx, 'see_users')
  const query = userQueryOf(filter)
  const page = await readPageById({
    cursor: filter.cursor,
    read: (request) => lookThrough(ctx, query, filter.state, request),
  })
  return { users: page.rows, ...cursorsOf(page) }
}

/** Users in a state, batch after batch: which of them are blocked the database cannot tell. */
async function lookThrough(
  ctx: Context,
  query: UserQuery,
  wanted: UserState | undefined,
  request: PageRequest,
): Promise<ListedUser[]> {
  const users: ListedUser[] = []
  const limit = wanted === 'blocked' ? BATCH : request.limit
  let { edge } = request
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const found = await describe(ctx, await selectUsers(ctx.db, query, { ...request, edge, limit }))
    users.push(...found.filter(({ state }) => !wanted || state === wanted))
    const last = found.at(-1)
    if (users.length >= request.limit || found.length < limit || !last) break
    edge = { id: last.id, position: last.id }
  }
  return users.slice(0, request.limit)
}

/** As many as the list of the blocked has; out of two statements, however many there are. */
export async function countBlockedUsers(ctx: Context): Promise<number> {
  requireRight(ctx, 'see_users')
  const blocked = await blockedKeys(ctx.db, MAX_LOOKED_THROUGH)
  if (blocked.size === 0) return 0
  const request = { edge: null, backward: false, limit: MAX_LOOKED_THROUGH }
  const users = await selectUsers(ctx.db, userQueryOf({ state: 'blocked' }), request)
  return users.filter(({ email }) =>
    addressKeys(ctx.keyring, email).some((key) => blocked.has(key.toString('hex'))),
  ).length
}

export interface UserProfile extends ListedUser {
  /** A cashier's. */
  station: StationChoice | null
  companies: { id: number; name: string; bin: string; role: ClientRole; closed: boolean }[]
  sessions: { id: number; ip: string; userAgent: string; createdAt: Date; seenAt: Date }[]
}

/** @throws DomainError user_not_found */
export async function findUser(ctx: Context, id: number): Promise<UserProfile> {
  requireRight(ctx, 'see_users')
  const row = (await selectUserById(ctx.db, id)) ?? reject('user_not_found')
  const [user] = await describe(ctx, [row])
  if (!user) reject('user_not_found')
  const companies = await selectCompaniesOfUser(ctx.db, id)
  const sessions = await sessionsOf(ctx.db, id)
  return {
    ...user,
    station: row.station_id === null ? null : await findStation(ctx, row.station_id),
    companies: companies.map(({ closed_at, ...company }) => ({ ...company, closed: closed_at !== null })),
    sessions: sessions.map((session) => ({
      id: session.id,
      ip: session.ip,
      userAgent: session.user_agent,
      createdAt: session.created_at,
      seenAt: session.seen_at,
    })),
  }
}

async function describe(ctx: Context, rows: Awaited<ReturnType<typeof selectUsers>>): Promise<ListedUser[]> {
  const keys = rows.map((row) => addressKeys(ctx.keyring, row.email))
  const blocked = await blockedKeysAmong(ctx.db, keys.flat())
  return rows.map((row, index) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    locale: row.locale,
    staffRole: row.staff_role,
    state: userState({
      disabled: row.disabled_at !== null,
      blocked: keys[index]?.some((key) => blocked.has(key.toString('hex'))) ?? false,
    }),
    disabledAt: row.disabled_at,
    createdAt: row.created_at,
  }))
}

/** A URL's filter as the query's; who is blocked the database cannot tell. */
export function userQueryOf({ q, kind, state }: UserFilter): UserQuery {
  return { q, kind, disabled: state === undefined ? undefined : state === 'disabled' }
}

/** The account of who decided something earlier, as it is now. */
export function accountOf(db: Db, userId: number): Promise<UserRow | undefined> {
  return selectUserById(db, userId)
}

/**
 * Somebody of a company with the role of now, for what he asked for earlier; a guest, who may do nothing, where he has left
 * it, or staff disabled him or closed the company.
 */
export async function actorOfMember(db: Db, companyId: CompanyId, userId: number): Promise<Actor> {
  const member = await selectOpenMembership(db, companyId, userId)
  const user = await accountOf(db, userId)
  if (!member || !user || user.disabled_at) return { kind: 'guest' }
  return { kind: 'client', userId, email: user.email, companyId, role: member.role }
}

/** A step of writing to a company: its owners whose accounts are not disabled. */
export function activeOwners(db: Db, companyId: number) {
  return selectActiveOwners(db, companyId)
}

/** A step of writing to staff: those with one of the roles whose accounts are not disabled. */
export function activeStaff(db: Db, roles: readonly StaffRole[]) {
  return selectActiveStaff(db, roles)
}
