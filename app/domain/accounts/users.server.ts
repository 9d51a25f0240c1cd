import { sessionsOf } from '#app/domain/access/sessions.server.ts'
import { addressKeys, blockedKeysAmong } from '#app/domain/access/sign-in-attempts.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { PAGE_SIZE } from '#app/domain/kernel/page.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { findStation, type StationChoice } from '#app/domain/stations/cashier-station.server.ts'
import type { Db } from '#db/connection/client.server.ts'
import { selectCompaniesOfUser } from '#db/queries/accounts/memberships.ts'
import {
  selectUserById,
  selectUsers,
  type UserFilter as UserQuery,
  type UserRow,
} from '#db/queries/accounts/users.ts'
import type { ClientRole, Locale, StaffRole } from '#db/schema/index.ts'
import type { UserFilter } from './accounts.input.server.ts'
import { type UserState, userState } from './users.ts'

/** Blocks are kept under a code of the address, so the blocked are found by looking through the others. */
const BATCH = 500
const MAX_BATCHES = 20

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

export interface UserPage {
  users: ListedUser[]
  /** The `cursor` of the next page; a page may be short (or empty) before the last when `state` filters. */
  nextCursor: string | null
}

/** Newest first, 50 a page. */
export async function listUsers(ctx: Context, filter: UserFilter): Promise<UserPage> {
  requireRight(ctx, 'see_users')
  const query = { q: filter.q, kind: filter.kind, disabled: disabledOf(filter.state) }
  const wanted = filter.state
  const users: ListedUser[] = []
  let before = filter.cursor
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const limit = wanted === 'blocked' ? BATCH : PAGE_SIZE + 1
    const found = await readUsers(ctx, { ...query, before, limit })
    for (const user of found) {
      if (users.length === PAGE_SIZE) return { users, nextCursor: String(before) }
      before = user.id
      if (!wanted || user.state === wanted) users.push(user)
    }
    if (found.length < limit) return { users, nextCursor: null }
  }
  return { users, nextCursor: String(before) }
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

async function readUsers(ctx: Context, query: UserQuery): Promise<ListedUser[]> {
  return describe(ctx, await selectUsers(ctx.db, query))
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

function disabledOf(state: UserState | undefined): boolean | undefined {
  return state === undefined ? undefined : state === 'disabled'
}

/** The account of who decided something earlier, as it is now. */
export function accountOf(db: Db, userId: number): Promise<UserRow | undefined> {
  return selectUserById(db, userId)
}
