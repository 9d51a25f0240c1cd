import { afterAll, beforeAll, expect, test } from 'vitest'
import { resumeSession } from '#app/domain/access/sessions.server.ts'
import { signIn } from '#app/domain/access/sign-in.server.ts'
import { markWelcomed, updateProfile } from '#app/domain/accounts/profile.server.ts'
import {
  changeColleagueRole,
  listColleagues,
  listPeopleOfCompany,
  removeColleague,
} from '#app/domain/accounts/team.server.ts'
import {
  changeStaffRole,
  disableUser,
  enableUser,
  endUserSessions,
  unblockUser,
} from '#app/domain/accounts/user-status.server.ts'
import { countBlockedUsers, findUser, listUsers } from '#app/domain/accounts/users.server.ts'
import { type Cabinet, createCabinet, device, type Person } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let staff: Person
let support: Person
let company: number

beforeAll(async () => {
  cabinet = await createCabinet()
  company = await cabinet.company()
  staff = await cabinet.staff('administrator')
  support = await cabinet.staff('support')
})
afterAll(() => cabinet.destroy())

async function block(person: Person): Promise<void> {
  const input = { email: person.email, password: 'not the password', remember: false }
  for (let i = 0; i < 3; i++) await signIn(await cabinet.guest(), input, device).catch(() => null)
}

test('blocked and disabled are two states; unblocking does not enable', async () => {
  const person = await cabinet.client(company)
  const state = async () => (await findUser(staff.ctx, person.userId)).state
  expect(await state()).toBe('active')
  await block(person)
  expect(await state()).toBe('blocked')
  await disableUser(staff.ctx, person.userId)
  expect(await state()).toBe('disabled')
  await unblockUser(support.ctx, person.userId)
  expect(await state()).toBe('disabled')
  await enableUser(staff.ctx, person.userId)
  expect(await state()).toBe('active')
  expect(await cabinet.actions({ kind: 'user', id: person.userId })).toEqual([
    'session.started',
    'sign_in.refused',
    'sign_in.refused',
    'sign_in.refused',
    'sign_in.blocked',
    'user.disabled',
    'user.unblocked',
    'user.enabled',
  ])
})

test('what changes nothing is not recorded', async () => {
  const person = await cabinet.client(company)
  const before = await cabinet.actions()
  await unblockUser(staff.ctx, person.userId)
  await enableUser(staff.ctx, person.userId)
  expect(await cabinet.actions()).toEqual(before)
})

test('nobody disables himself', async () => {
  await expect(disableUser(staff.ctx, staff.userId)).rejects.toMatchObject({ code: 'cannot_disable_self' })
})

test('support has no say about staff', async () => {
  await expect(endUserSessions(support.ctx, staff.userId)).rejects.toMatchObject({ code: 'not_allowed' })
})

test('the last administrator stays one, even when two demote each other at once', async () => {
  await expect(changeStaffRole(staff.ctx, staff.userId, 'support')).rejects.toMatchObject({
    code: 'last_administrator',
  })
  const second = await cabinet.staff('administrator')
  const outcomes = await Promise.allSettled([
    disableUser(staff.ctx, second.userId),
    disableUser(second.ctx, staff.userId),
  ])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const administrators = (await listUsers(support.ctx, { kind: 'staff', state: 'active' })).users
  expect(administrators.filter(({ staffRole }) => staffRole === 'administrator')).toHaveLength(1)
  for (const person of [staff, second]) await enableUser(await administrator(), person.userId)
  staff = await cabinet.staff('administrator')
})

async function administrator() {
  const [user] = (await listUsers(support.ctx, { kind: 'staff', state: 'active' })).users.filter(
    ({ staffRole }) => staffRole === 'administrator',
  )
  if (!user) throw new Error('no administrator')
  return {
    ...support.ctx,
    actor: { kind: 'staff', userId: user.id, email: user.email, role: 'administrator' } as const,
  }
}

test('a changed staff role acts on the next request', async () => {
  const colleague = await cabinet.staff('support')
  await changeStaffRole(staff.ctx, colleague.userId, 'administrator')
  expect((await cabinet.contextOf(colleague.token)).actor).toMatchObject({ role: 'administrator' })
  const client = await cabinet.client(company)
  await expect(changeStaffRole(staff.ctx, client.userId, 'support')).rejects.toMatchObject({
    code: 'user_not_found',
  })
})

test('the list finds by beginning, kind and state, newest first, and pages by id', async () => {
  const here = await cabinet.company()
  const people = [await cabinet.client(here), await cabinet.client(here), await cabinet.client(here)]
  const [first, second, third] = people as [Person, Person, Person]
  await block(second)
  await disableUser(staff.ctx, third.userId)
  const ids = async (filter: Parameters<typeof listUsers>[1]) =>
    (await listUsers(staff.ctx, filter)).users.map(({ id }) => id)
  expect(await ids({ q: second.email.slice(0, -4).toUpperCase() })).toEqual([second.userId])
  expect(await ids({ q: '%' })).toEqual([])
  expect(await ids({ state: 'blocked' })).toContain(second.userId)
  expect(await ids({ state: 'blocked' })).not.toContain(first.userId)
  expect(await ids({ state: 'disabled' })).toEqual(expect.arrayContaining([third.userId]))
  expect((await ids({ kind: 'client' })).slice(0, 3)).toEqual([third.userId, second.userId, first.userId])
})

test('the blocked are found behind hundreds of others, and counted', async () => {
  const person = await cabinet.client(await cabinet.company())
  await block(person)
  const before = await countBlockedUsers(staff.ctx)
  expect(before).toBe((await listUsers(staff.ctx, { state: 'blocked' })).users.length)
  const seed = await cabinet.db.selectFrom('users').select('password_hash').executeTakeFirstOrThrow()
  const others = Array.from({ length: 1_001 }, (_, index) => ({
    ...{ email: `other-${index}@example.kz`, name: '', locale: 'ru' as const, ...seed },
  }))
  await cabinet.db.insertInto('users').values(others).execute()
  const { users, nextCursor } = await listUsers(staff.ctx, { state: 'blocked' })
  expect(users.map(({ id }) => id)).toContain(person.userId)
  expect([users.length, nextCursor]).toEqual([before, null])
  expect(await countBlockedUsers(staff.ctx)).toBe(before)
  await unblockUser(staff.ctx, person.userId)
  expect(await countBlockedUsers(staff.ctx)).toBe(before - 1)
})

test('a page holds 50 and leads to the next', async () => {
  const seed = await cabinet.db.selectFrom('users').selectAll().executeTakeFirstOrThrow()
  const rows = Array.from({ length: 101 }, (_, i) => ({
    email: `paged-${i}@example.kz`,
    name: `Paged ${i}`,
    locale: seed.locale,
    password_hash: seed.password_hash,
  }))
  await cabinet.db.insertInto('users').values(rows).execute()
  const seen: string[] = []
  let cursor: string | undefined
  for (let page = 0; page < 4; page++) {
    const { users, nextCursor } = await listUsers(staff.ctx, { q: 'paged-', cursor })
    seen.push(...users.map(({ email }) => email))
    if (!nextCursor) break
    cursor = nextCursor
  }
  expect(new Set(seen).size).toBe(101)
  expect(seen).toHaveLength(101)
  expect(seen[0]).toBe('paged-100@example.kz')
})

test('a user page shows companies and sessions, and never a password', async () => {
  const person = await cabinet.client(company)
  const profile = await findUser(support.ctx, person.userId)
  expect(profile.companies).toMatchObject([{ id: company, role: 'owner', closed: false }])
  expect(profile.sessions).toHaveLength(1)
  expect(JSON.stringify(profile)).not.toMatch(/argon2|password|token/i)
  await expect(findUser(support.ctx, 999_999)).rejects.toMatchObject({ code: 'user_not_found' })
})

test('security 9: staff have no verb that shows or sets a password', async () => {
  const modules = import.meta.glob<Record<string, unknown>>('/app/domain/**/*.server.ts', { eager: true })
  const verbs = Object.values(modules).flatMap((module) => Object.keys(module))
  const about = verbs.filter((verb) => /password/i.test(verb) && /^[a-z]/.test(verb))
  expect(about.sort()).toEqual([
    'assertAcceptablePassword',
    'changePassword',
    'comparePassword',
    'openPasswordReset',
    'requestPasswordReset',
    'resetPassword',
    'withPassword',
  ])
})

test('own name and language', async () => {
  const person = await cabinet.client(company)
  await updateProfile(person.ctx, { name: 'Айгерім Сәрсенова', locale: 'kk' })
  expect((await resumeSession(cabinet.db, person.token))?.user).toMatchObject({
    name: 'Айгерім Сәрсенова',
    locale: 'kk',
    welcomed: false,
  })
  expect(await markWelcomed(person.ctx)).toBe(true)
  expect(await markWelcomed(person.ctx)).toBe(false)
  expect((await resumeSession(cabinet.db, person.token))?.user.welcomed).toBe(true)
})

test('an owner leads the own team only, and it keeps an owner', async () => {
  const here = await cabinet.company()
  const owner = await cabinet.client(here, 'owner')
  const colleague = await cabinet.client(here, 'manager')
  const stranger = await cabinet.client(company, 'manager')
  const emails = (await listColleagues(owner.ctx)).map(({ email }) => email).sort()
  expect(emails).toEqual([owner.email, colleague.email].sort())
  expect(await listPeopleOfCompany(support.ctx, here)).toHaveLength(2)
  const notFound = { code: 'user_not_found' }
  await expect(changeColleagueRole(owner.ctx, stranger.userId, 'viewer')).rejects.toMatchObject(notFound)
  await expect(removeColleague(owner.ctx, stranger.userId)).rejects.toMatchObject(notFound)
  await expect(changeColleagueRole(owner.ctx, owner.userId, 'viewer')).rejects.toMatchObject({
    code: 'last_owner',
  })
  await expect(removeColleague(owner.ctx, owner.userId)).rejects.toMatchObject({ code: 'last_owner' })
  await changeColleagueRole(owner.ctx, colleague.userId, 'owner')
  await changeColleagueRole(owner.ctx, owner.userId, 'viewer')
  expect((await cabinet.contextOf(owner.token)).actor).toMatchObject({ role: 'viewer' })
})

/** What the audit log holds about an account, but for its sign-in: the action, its company and its facts. */
async function recordsOf(userId: number) {
  const rows = await cabinet.db
    .selectFrom('audit_log')
    .select(['action', 'company_id', 'data'])
    .where('subject_kind', '=', 'user')
    .where('subject_id', '=', userId)
    .where('action', '!=', 'session.started')
    .orderBy('id')
    .execute()
  return rows.map(({ action, company_id, data }) => [action, company_id, JSON.parse(data)])
}

test('what an owner changes about a colleague is recorded; what changes nothing is not', async () => {
  const here = await cabinet.company()
  const owner = await cabinet.client(here, 'owner')
  const { userId } = await cabinet.client(here, 'manager')
  await changeColleagueRole(owner.ctx, userId, 'manager')
  await changeColleagueRole(owner.ctx, userId, 'viewer')
  await removeColleague(owner.ctx, userId)
  expect(await recordsOf(userId)).toEqual([
    ['member.role_changed', here, { from: 'manager', to: 'viewer' }],
    ['member.removed', here, { role: 'viewer' }],
  ])
  expect((await listColleagues(owner.ctx)).map((colleague) => colleague.userId)).toEqual([owner.userId])
})

test('what staff change about an account is recorded; what changes nothing is not', async () => {
  const colleague = await cabinet.staff('support')
  await changeStaffRole(staff.ctx, colleague.userId, 'support')
  await changeStaffRole(staff.ctx, colleague.userId, 'administrator')
  expect(await recordsOf(colleague.userId)).toEqual([
    ['user.role_changed', null, { from: 'support', to: 'administrator' }],
  ])
  const { userId, email, token } = await cabinet.client(company)
  expect([await endUserSessions(support.ctx, userId), await endUserSessions(support.ctx, userId)]).toEqual([
    1, 0,
  ])
  expect(await resumeSession(cabinet.db, token)).toBeNull()
  await disableUser(staff.ctx, userId)
  await disableUser(staff.ctx, userId)
  await enableUser(staff.ctx, userId)
  expect(await recordsOf(userId)).toEqual([
    ['session.ended', null, { email, by: 'staff', sessions: 1 }],
    ['user.disabled', null, { email }],
    ['user.enabled', null, { email }],
  ])
})

test('of two owners who demote each other at once one stays owner', async () => {
  for (let round = 0; round < 3; round++) {
    const here = await cabinet.company()
    const [one, other] = [await cabinet.client(here), await cabinet.client(here)]
    await Promise.allSettled([
      changeColleagueRole(one.ctx, other.userId, 'viewer'),
      changeColleagueRole(other.ctx, one.userId, 'viewer'),
    ])
    const roles = (await listPeopleOfCompany(support.ctx, here)).map(({ role }) => role)
    expect(roles.sort()).toEqual(['owner', 'viewer'])
  }
})

test('two owners who remove each other at once leave one', async () => {
  const here = await cabinet.company()
  const [one, other] = [await cabinet.client(here), await cabinet.client(here)]
  await Promise.allSettled([removeColleague(one.ctx, other.userId), removeColleague(other.ctx, one.userId)])
  expect(await listPeopleOfCompany(support.ctx, here)).toHaveLength(1)
})
