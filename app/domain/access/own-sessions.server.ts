import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { randomToken, sha256 } from '#app/domain/kernel/keyring.server.ts'
import { readable } from '#app/domain/kernel/plain-text.ts'
import { requireOwnAccount } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  deleteSessionByToken,
  deleteSessionOf,
  deleteSessionsOf,
  insertSession,
  selectSessionsOf,
  updateCompanyOfSession,
} from '#db/queries/access/sessions.ts'
import { firstOpenCompanyOf, selectOpenMembership } from '#db/queries/accounts/memberships.ts'
import type { UserRow } from '#db/queries/accounts/users.ts'
import { cutTo } from '#db/sql/cut.ts'
import { actingAs } from './acting-as.ts'
import { absoluteLimitOf, idleLimitOf, REMEMBERED_LIMIT } from './session-life.ts'

export interface StartedSession {
  /** For the cookie; the table holds its hash only. */
  token: string
  /** Seconds for the cookie; undefined lets it end with the browser. */
  maxAge: number | undefined
}

export interface Device {
  /** The User-Agent header, for the person's own list of sessions. */
  userAgent: string
}

/**
 * A fresh session, never one that the client named. The caller has checked the password of `user` as it was read:
 * should it change meanwhile, the session is dead from the start.
 */
export async function startSession(
  ctx: Context,
  user: Pick<UserRow, 'id' | 'email' | 'staff_role' | 'password_version'>,
  options: { remember: boolean; device: Device; companyId?: number | null },
): Promise<StartedSession> {
  const token = randomToken()
  await insertSession(
    ctx.db,
    {
      token_hash: sha256(token),
      user_id: user.id,
      password_version: user.password_version,
      company_id: options.companyId ?? firstOpenCompanyOf(user.id),
      remembered: options.remember ? 1 : 0,
      ip: ctx.ip,
      user_agent: cutTo('sessions.user_agent', readable(options.device.userAgent)),
    },
    { idleSeconds: idleLimitOf(options.remember), lifeSeconds: absoluteLimitOf(options.remember) },
  )
  await record(
    actingAs(ctx, user),
    'session.started',
    { kind: 'user', id: user.id },
    { remembered: options.remember },
  )
  return { token, maxAge: options.remember ? REMEMBERED_LIMIT : undefined }
}

/** Ends the session behind the cookie; none is as good as ended. */
export function signOut(ctx: Context, token: string): Promise<void> {
  return transact(ctx, async (ctx) => {
    const ended = await deleteSessionByToken(ctx.db, sha256(token))
    if (ended) await record(ctx, 'session.ended', { kind: 'user', id: ended.userId }, { by: 'sign_out' })
  })
}

export interface OwnSession {
  id: number
  ip: string
  userAgent: string
  remembered: boolean
  createdAt: Date
  seenAt: Date
  current: boolean
}

export async function listOwnSessions(ctx: Context, currentSessionId: number): Promise<OwnSession[]> {
  const rows = await selectSessionsOf(ctx.db, requireOwnAccount(ctx))
  return rows.map((row) => ({
    id: row.id,
    ip: row.ip,
    userAgent: row.user_agent,
    remembered: row.remembered === 1,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    current: row.id === currentSessionId,
  }))
}

/** @throws DomainError session_not_found, for another person's too. */
export function endSession(ctx: Context, sessionId: number): Promise<void> {
  const userId = requireOwnAccount(ctx)
  return transact(ctx, async (ctx) => {
    if (!(await deleteSessionOf(ctx.db, userId, sessionId))) reject('session_not_found')
    await record(ctx, 'session.ended', { kind: 'user', id: userId }, { by: 'owner' })
  })
}

/** @returns how many ended. */
export function endOtherSessions(ctx: Context, currentSessionId: number): Promise<number> {
  const userId = requireOwnAccount(ctx)
  return transact(ctx, async (ctx) => {
    const ended = await deleteSessionsOf(ctx.db, userId, currentSessionId)
    if (ended > 0)
      await record(ctx, 'session.ended', { kind: 'user', id: userId }, { by: 'owner', sessions: ended })
    return ended
  })
}

/** Which of the person's open companies the cabinet shows. @throws DomainError company_not_found */
export async function setSessionCompany(ctx: Context, sessionId: number, companyId: number): Promise<void> {
  const userId = requireOwnAccount(ctx)
  if (!(await selectOpenMembership(ctx.db, companyId, userId))) reject('company_not_found')
  await transact(ctx, async (ctx) => {
    if (!(await updateCompanyOfSession(ctx.db, userId, sessionId, companyId))) reject('session_not_found')
  })
}
