import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { changePassword } from '#app/domain/access/password-change.server.ts'
import { openPasswordReset, resetPassword } from '#app/domain/access/recovery.server.ts'
import { resumeSession } from '#app/domain/access/sessions.server.ts'
import { signIn } from '#app/domain/access/sign-in.server.ts'
import { disableUser } from '#app/domain/accounts/user-status.server.ts'
import { openInvitation } from '#app/domain/invitations/acceptance.server.ts'
import { requestPasswordReset } from '#app/domain/invitations/forgot-password.server.ts'
import { inviteClient } from '#app/domain/invitations/invitations.server.ts'
import { resendInstructions } from '#app/domain/invitations/resend-instructions.server.ts'
import { type Cabinet, createCabinet, device, newAddress, type Person } from '#tests/support/fixtures.ts'
import { readingBefore } from '#tests/support/pausing.ts'

let cabinet: Cabinet
let company: number
let staff: Person
let person: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  company = await cabinet.company()
  staff = await cabinet.staff('administrator')
})
beforeEach(async () => {
  person = await cabinet.client(company)
})
afterAll(() => cabinet.destroy())

const NEW_PASSWORD = 'ескі достан айырылма'
const ask = async (email = person.email) => requestPasswordReset(await cabinet.guest(), email)
const letters = async (template: string, email = person.email) =>
  (await cabinet.lettersTo(email)).filter((letter) => letter.template === template)

async function enter(password: string, email = person.email): Promise<string> {
  const ctx = await cabinet.guest()
  return signIn(ctx, { email, password, remember: false }, device).then(
    ({ token }) => token,
    (error) => error.code,
  )
}

/** As if so many minutes had passed since the letters to an address went. */
async function letPass(minutes: number, email = person.email): Promise<void> {
  await sql`update outbox set created_at = created_at - interval ${minutes} minute where to_email = ${email}`.execute(
    cabinet.db,
  )
  await sql`
    update links set created_at = created_at - interval ${minutes} minute, sent_at = sent_at - interval ${minutes} minute,
      expires_at = expires_at - interval ${minutes} minute
    where email = ${email}
  `.execute(cabinet.db)
}

test('security 12: asking changes nothing: the old password works, sessions live', async () => {
  await ask()
  expect(await letters('password_reset')).toHaveLength(1)
  expect(await enter(person.password)).toHaveLength(43)
  expect(await resumeSession(cabinet.db, person.token)).not.toBeNull()
})

test('security 12: at most one letter a minute and three an hour, whoever asks', async () => {
  await Promise.all(Array.from({ length: 10 }, () => ask()))
  expect(await letters('password_reset')).toHaveLength(1)
  await letPass(1)
  await ask()
  await ask()
  expect(await letters('password_reset')).toHaveLength(2)
  await letPass(2)
  await ask()
  await letPass(2)
  await ask()
  expect(await letters('password_reset')).toHaveLength(3)
  await letPass(56)
  await ask()
  expect(await letters('password_reset')).toHaveLength(4)
})

test('security 12: asking again does not kill the link that went before', async () => {
  await ask()
  const first = await cabinet.tokenMailedTo(person.email)
  await letPass(2)
  await ask()
  expect(await cabinet.tokenMailedTo(person.email)).toBe(first)
  expect((await openPasswordReset(await cabinet.guest(), first)).email).toBe(person.email)
})

test('security 12: a link with little life left gives way to a new one', async () => {
  await ask()
  const first = await cabinet.tokenMailedTo(person.email)
  await letPass(65)
  await ask()
  const second = await cabinet.tokenMailedTo(person.email)
  expect(second).not.toBe(first)
  await expect(openPasswordReset(await cabinet.guest(), first)).rejects.toMatchObject({ code: 'link_dead' })
  expect((await openPasswordReset(await cabinet.guest(), second)).email).toBe(person.email)
})

test('security 12: an invited person who asks gets the invitation again, if it still lives', async () => {
  const invited = await cabinet.invited(company)
  await ask(invited.email)
  expect(await letters('invitation', invited.email)).toHaveLength(1)
  await letPass(2, invited.email)
  await ask(invited.email)
  expect(await letters('invitation', invited.email)).toHaveLength(2)
  expect(await cabinet.tokenMailedTo(invited.email)).toBe(invited.token)
})

test('security 12: who asks for the instructions again gets the reset that was asked for, as it is', async () => {
  const again = async () => resendInstructions(await cabinet.guest(), person.email)
  await again()
  expect(await letters('password_reset')).toHaveLength(0)
  await ask()
  const first = await cabinet.tokenMailedTo(person.email)
  await again()
  expect(await letters('password_reset')).toHaveLength(1)
  for (const sent of [2, 3, 3]) {
    await letPass(2)
    await again()
    expect(await letters('password_reset')).toHaveLength(sent)
  }
  expect(await cabinet.tokenMailedTo(person.email)).toBe(first)
})

test('security 12: unknown and disabled addresses get no letter and the same answer', async () => {
  await disableUser(staff.ctx, person.userId)
  const nobody = newAddress('nobody')
  for (const email of [person.email, nobody]) {
    await expect(ask(email)).resolves.toBeUndefined()
    await expect(resendInstructions(await cabinet.guest(), email)).resolves.toBeUndefined()
  }
  expect(await letters('password_reset')).toHaveLength(0)
  expect(await cabinet.lettersTo(nobody)).toEqual([])
})

test('security 13: a reset ends sessions and links, lifts the block, is recorded and told to the owner', async () => {
  const other = await cabinet.company()
  await inviteClient(await cabinet.system(), {
    email: person.email,
    companyId: other,
    role: 'viewer',
    locale: 'ru',
  })
  const confirmation = await cabinet.tokenMailedTo(person.email)
  await ask()
  const token = await cabinet.tokenMailedTo(person.email)
  for (let i = 0; i < 3; i++) await enter('not the password')
  await resetPassword(await cabinet.guest(), token, { password: NEW_PASSWORD })

  expect(await resumeSession(cabinet.db, person.token)).toBeNull()
  expect(await enter(person.password)).toBe('credentials_wrong')
  expect(await enter(NEW_PASSWORD)).toHaveLength(43)
  await expect(openPasswordReset(await cabinet.guest(), token)).rejects.toMatchObject({ code: 'link_dead' })
  await expect(openInvitation(await cabinet.guest(), confirmation)).rejects.toMatchObject({
    code: 'link_dead',
  })
  expect(await letters('password_changed')).toHaveLength(1)
  expect(await cabinet.actions({ kind: 'user', id: person.userId })).toContain('password.reset')
})

async function invitationLink(email: string) {
  return cabinet.db
    .selectFrom('links')
    .selectAll()
    .where('email', '=', email)
    .where('purpose', '=', 'invitation')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
}

test('security 13: an invitation whose link a reset ended can be asked for again, with the life it had', async () => {
  const other = await cabinet.company()
  const email = person.email
  await inviteClient(await cabinet.system(), { email, companyId: other, role: 'viewer', locale: 'ru' })
  const before = await invitationLink(email)
  await ask()
  await resetPassword(await cabinet.guest(), await cabinet.tokenMailedTo(email), { password: NEW_PASSWORD })
  await letPass(2)
  await resendInstructions(await cabinet.guest(), email)
  const view = await openInvitation(await cabinet.guest(), await cabinet.tokenMailedTo(email))
  expect(view).toMatchObject({ email, password: 'current' })
  const after = await invitationLink(email)
  expect(after.id).not.toBe(before.id)
  expect(Math.abs(after.expires_at.getTime() - before.expires_at.getTime())).toBeLessThan(1000)
})

test('security 13: a sign-in under way with the old password leaves no session behind', async () => {
  await ask()
  const token = await cabinet.tokenMailedTo(person.email)
  // The session begins by the password as it was read before the reset committed.
  const ctx = await cabinet.guest()
  const [session] = await Promise.all([
    signIn(ctx, { email: person.email, password: person.password, remember: true }, device).catch(() => null),
    resetPassword(ctx, token, { password: NEW_PASSWORD }),
  ])
  if (session) expect(await resumeSession(cabinet.db, session.token)).toBeNull()
  expect(await resumeSession(cabinet.db, person.token)).toBeNull()
})

test('security 13: a session of an older password is dead even if its row was written after the reset', async () => {
  const row = await cabinet.db
    .selectFrom('sessions')
    .selectAll()
    .where('user_id', '=', person.userId)
    .executeTakeFirstOrThrow()
  await ask()
  await resetPassword(await cabinet.guest(), await cabinet.tokenMailedTo(person.email), {
    password: NEW_PASSWORD,
  })
  await cabinet.db.insertInto('sessions').values(row).execute()
  expect(await resumeSession(cabinet.db, person.token)).toBeNull()
})

test('security 13: a reset does not revive an account that staff disabled', async () => {
  await ask()
  const token = await cabinet.tokenMailedTo(person.email)
  await disableUser(staff.ctx, person.userId)
  await resetPassword(await cabinet.guest(), token, { password: NEW_PASSWORD })
  expect(await enter(NEW_PASSWORD)).toBe('account_disabled')
  expect(await enter('not the password')).toBe('credentials_wrong')
})

test('security 13: a bad new password leaves everything as it was', async () => {
  await ask()
  const token = await cabinet.tokenMailedTo(person.email)
  const attempt = resetPassword(await cabinet.guest(), token, { password: 'password1' })
  await expect(attempt).rejects.toMatchObject({ code: 'password_common' })
  expect(await resumeSession(cabinet.db, person.token)).not.toBeNull()
  await resetPassword(await cabinet.guest(), token, { password: NEW_PASSWORD })
})

async function change(currentPassword: string, password = NEW_PASSWORD, token = person.token) {
  const session = await resumeSession(cabinet.db, token)
  if (!session) throw new Error('no session')
  return changePassword(
    await cabinet.contextOf(token),
    session.sessionId,
    { currentPassword, password },
    device,
  )
}

test('security 14: a change needs the current password, ends other sessions and links, renews this one', async () => {
  await ask()
  const reset = await cabinet.tokenMailedTo(person.email)
  const elsewhere = await enter(person.password)
  await expect(change('not the password')).rejects.toMatchObject({
    code: 'password_wrong',
    field: 'currentPassword',
  })
  const { token } = await change(person.password)
  expect(token).not.toBe(person.token)
  expect((await resumeSession(cabinet.db, token))?.user.id).toBe(person.userId)
  expect(await resumeSession(cabinet.db, person.token)).toBeNull()
  expect(await resumeSession(cabinet.db, elsewhere)).toBeNull()
  await expect(openPasswordReset(await cabinet.guest(), reset)).rejects.toMatchObject({ code: 'link_dead' })
  expect(await letters('password_changed')).toHaveLength(1)
  expect(await enter(NEW_PASSWORD)).toHaveLength(43)
})

test('security 14: a change beside another one is refused, and changes nothing', async () => {
  const session = await resumeSession(cabinet.db, person.token)
  const late = readingBefore(await cabinet.contextOf(person.token), (row) =>
    'password_hash' in row ? { ...row, password_version: Number(row.password_version) - 1 } : row,
  )
  const typed = { currentPassword: person.password, password: NEW_PASSWORD }
  await expect(changePassword(late, session?.sessionId ?? 0, typed, device)).rejects.toMatchObject({
    code: 'conflict_try_again',
  })
  expect((await resumeSession(cabinet.db, person.token))?.user.id).toBe(person.userId)
  expect(await enter(person.password)).toHaveLength(43)
})

test('security 14: wrong current passwords count towards the block', async () => {
  await expect(change('wrong one')).rejects.toMatchObject({ code: 'password_wrong' })
  await expect(change('wrong two')).rejects.toMatchObject({ code: 'password_wrong' })
  await expect(change('wrong three')).rejects.toMatchObject({ code: 'address_blocked' })
  expect(await enter(person.password)).toBe('address_blocked')
  await expect(change(person.password)).rejects.toMatchObject({ code: 'address_blocked' })
})

test('security 14: the renewed session keeps its company and whether it is remembered', async () => {
  const { token } = await signIn(
    await cabinet.guest(),
    { email: person.email, password: person.password, remember: true },
    device,
  )
  const renewed = await change(person.password, NEW_PASSWORD, token)
  expect(renewed.maxAge).toBe(14 * 86_400)
  expect((await resumeSession(cabinet.db, renewed.token))?.membership?.companyId).toBe(company)
})
