import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  endOtherSessions,
  endSession,
  listOwnSessions,
  setSessionCompany,
  signOut,
} from '#app/domain/access/own-sessions.server.ts'
import { resumeSession } from '#app/domain/access/sessions.server.ts'
import { signIn } from '#app/domain/access/sign-in.server.ts'
import { changeColleagueRole, removeColleague } from '#app/domain/accounts/team.server.ts'
import { disableUser, enableUser, endUserSessions } from '#app/domain/accounts/user-status.server.ts'
import { closeCompany } from '#app/domain/companies/companies.server.ts'
import { acceptInvitation } from '#app/domain/invitations/acceptance.server.ts'
import { inviteClient } from '#app/domain/invitations/invitations.server.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { type Cabinet, createCabinet, device, type Person } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let company: number
let staff: Person
let owner: Person
let person: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  company = await cabinet.company()
  staff = await cabinet.staff('administrator')
  owner = await cabinet.client(company, 'owner')
})
beforeEach(async () => {
  person = await cabinet.client(company, 'manager')
})
afterAll(() => cabinet.destroy())

const HOUR = 3_600_000
const resume = (token: string) => resumeSession(cabinet.db, token)

async function enter(remember = false): Promise<string> {
  const input = { email: person.email, password: person.password, remember }
  return (await signIn(await cabinet.guest(), input, device)).token
}

async function sessionIdOf(token: string): Promise<number> {
  return (await resume(token))?.sessionId ?? Number.NaN
}

async function rowOf(token: string) {
  return cabinet.db
    .selectFrom('sessions')
    .selectAll()
    .where('token_hash', '=', sha256(token))
    .executeTakeFirst()
}

/** As if the session had lain for so long. */
async function age(token: string, ms: number): Promise<void> {
  const row = await rowOf(token)
  if (!row) throw new Error('no session')
  const earlier = (at: Date) => new Date(at.getTime() - ms)
  await cabinet.db
    .updateTable('sessions')
    .set({
      seen_at: earlier(row.seen_at),
      idle_expires_at: earlier(row.idle_expires_at),
      expires_at: earlier(row.expires_at),
    })
    .where('id', '=', row.id)
    .execute()
}

test('security 17: the cookie holds 256 random bits, the table their hash', async () => {
  const token = await enter()
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect((await rowOf(token))?.token_hash).toEqual(sha256(token))
  const rows = await cabinet.db.selectFrom('sessions').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(token)
  expect(await enter()).not.toBe(token)
})

test('security 17: a session that a client made up is nobody', async () => {
  expect(await resume('x'.repeat(43))).toBeNull()
  expect(await resume('')).toBeNull()
  expect(await resume(String(await sessionIdOf(person.token)))).toBeNull()
})

test('security 17: two idle hours end a session; use moves the limit on, at most once a minute', async () => {
  const token = await enter()
  await age(token, 2 * HOUR - 60_000)
  expect(await resume(token)).not.toBeNull()
  const moved = await rowOf(token)
  await resume(token)
  expect(await rowOf(token)).toEqual(moved)
  await age(token, 2 * HOUR - 60_000)
  expect(await resume(token)).not.toBeNull()
  await age(token, 2 * HOUR)
  expect(await resume(token)).toBeNull()
})

test('security 17: twelve hours end a session however busy it is', async () => {
  const token = await enter()
  for (let hour = 0; hour < 11; hour++) {
    await age(token, HOUR)
    expect(await resume(token)).not.toBeNull()
  }
  await age(token, HOUR)
  expect(await resume(token)).toBeNull()
})

test('security 17: a remembered session lives 14 days, idle or not', async () => {
  const token = await enter(true)
  await age(token, 13 * 24 * HOUR)
  expect(await resume(token)).not.toBeNull()
  await age(token, 24 * HOUR)
  expect(await resume(token)).toBeNull()
})

test('security 17: only a remembered session outlives the browser', async () => {
  const start = async (remember: boolean) =>
    signIn(await cabinet.guest(), { email: person.email, password: person.password, remember }, device)
  expect((await start(false)).maxAge).toBeUndefined()
  expect((await start(true)).maxAge).toBe(14 * 86_400)
})

test('security 17: signing out kills the session on the server', async () => {
  const token = await enter()
  await signOut(await cabinet.contextOf(token), token)
  expect(await resume(token)).toBeNull()
  await expect(signOut(await cabinet.guest(), token)).resolves.toBeUndefined()
  expect(await resume(person.token)).not.toBeNull()
})

test('security 17: own sessions are listed and ended; another person cannot', async () => {
  const elsewhere = await enter()
  const mine = await sessionIdOf(person.token)
  const other = await sessionIdOf(elsewhere)
  const sessions = await listOwnSessions(person.ctx, mine)
  expect(sessions.map(({ id, current }) => [id, current])).toEqual([
    [other, false],
    [mine, true],
  ])
  expect(sessions[0]).toMatchObject({ userAgent: 'Vitest', ip: '203.0.113.7', remembered: false })
  await expect(endSession(owner.ctx, other)).rejects.toMatchObject({ code: 'session_not_found' })
  await endSession(person.ctx, other)
  expect(await resume(elsewhere)).toBeNull()
  expect(await resume(person.token)).not.toBeNull()
})

test('security 17: all other sessions end at once', async () => {
  const others = [await enter(), await enter(true)]
  expect(await endOtherSessions(person.ctx, await sessionIdOf(person.token))).toBe(2)
  for (const token of others) expect(await resume(token)).toBeNull()
  expect(await resume(person.token)).not.toBeNull()
})

test('security 17: where there is no other session, none is said to have ended', async () => {
  const ended = () => cabinet.actions({ kind: 'user', id: person.userId })
  const before = await ended()
  expect(await endOtherSessions(person.ctx, await sessionIdOf(person.token))).toBe(0)
  expect(await ended()).toEqual(before)
})

test("security 17: staff end a user's sessions", async () => {
  const another = await enter()
  expect(await endUserSessions(staff.ctx, person.userId)).toBe(2)
  expect(await resume(another)).toBeNull()
  expect(await resume(person.token)).toBeNull()
})

test('security 17: disabling, a changed role and a removal act on the next request', async () => {
  await changeColleagueRole(owner.ctx, person.userId, 'viewer')
  expect((await cabinet.contextOf(person.token)).actor).toMatchObject({ kind: 'client', role: 'viewer' })
  await removeColleague(owner.ctx, person.userId)
  expect((await cabinet.contextOf(person.token)).actor).toMatchObject({ kind: 'person' })
  await disableUser(staff.ctx, person.userId)
  expect(await resume(person.token)).toBeNull()
  await enableUser(staff.ctx, person.userId)
  expect(await resume(person.token)).toBeNull()
})

test('a person of two companies chooses; a closed one is never swapped for another in silence', async () => {
  const second = await cabinet.company()
  await inviteClient(await cabinet.system(), {
    email: person.email,
    companyId: second,
    role: 'owner',
    locale: 'ru',
  })
  await acceptInvitation(person.ctx, await cabinet.tokenMailedTo(person.email), { password: '' }, device)
  const sessionId = await sessionIdOf(person.token)
  await setSessionCompany(person.ctx, sessionId, second)
  const session = await resume(person.token)
  expect(session?.membership).toEqual({ companyId: second, role: 'owner' })
  expect(session?.companies.map(({ id }) => id).sort()).toEqual([company, second].sort())
  await closeCompany(staff.ctx, second)
  expect(await resume(person.token)).toMatchObject({
    membership: null,
    companies: [{ id: company }],
  })
  await expect(setSessionCompany(person.ctx, sessionId, second)).rejects.toMatchObject({
    code: 'company_not_found',
  })
  await setSessionCompany(person.ctx, sessionId, company)
  expect((await resume(person.token))?.membership).toEqual({ companyId: company, role: 'manager' })
})

test('security 22: nobody chooses a company of others, or the company of the session of others', async () => {
  const foreign = await cabinet.company()
  const sessionId = await sessionIdOf(person.token)
  await expect(setSessionCompany(person.ctx, sessionId, foreign)).rejects.toMatchObject({
    code: 'company_not_found',
  })
  await expect(setSessionCompany(owner.ctx, sessionId, company)).rejects.toMatchObject({
    code: 'session_not_found',
  })
})

test('sign-in, acceptance and sign-out stand in the audit log with the person as who did it', async () => {
  const token = await enter()
  await signOut(await cabinet.contextOf(token), token)
  const rows = await cabinet.db
    .selectFrom('audit_log')
    .select(['action', 'actor_label'])
    .where('subject_kind', '=', 'user')
    .where('subject_id', '=', person.userId)
    .orderBy('id')
    .execute()
  expect(rows).toEqual([
    { action: 'session.started', actor_label: person.email },
    { action: 'session.started', actor_label: person.email },
    { action: 'session.ended', actor_label: person.email },
  ])
})
