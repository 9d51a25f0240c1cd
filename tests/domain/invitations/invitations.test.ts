import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disableUser, enableUser } from '#app/domain/accounts/user-status.server.ts'
import { closeCompany, editCompany } from '#app/domain/companies/companies.server.ts'
import { acceptInvitation, openInvitation } from '#app/domain/invitations/acceptance.server.ts'
import {
  inviteCompanyContacts,
  reviewCompanyContacts,
} from '#app/domain/invitations/company-contacts.server.ts'
import {
  findListedInvitation,
  listColleagueInvitations,
  listInvitations,
} from '#app/domain/invitations/invitation-lists.server.ts'
import { inviteClient, inviteColleague, inviteStaff } from '#app/domain/invitations/invitations.server.ts'
import { resendColleagueInvitation, resendInvitation } from '#app/domain/invitations/resend.server.ts'
import { resendInstructions } from '#app/domain/invitations/resend-instructions.server.ts'
import { revokeColleagueInvitation, revokeInvitation } from '#app/domain/invitations/revocation.server.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { priorityOf } from '#app/domain/mail/priorities.ts'
import { testSettings } from '#tests/support/context.ts'
import {
  type Cabinet,
  createCabinet,
  device,
  GOOD_PASSWORD,
  newAddress,
  newBin,
  type Person,
} from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let company: number
let staff: Person
let owner: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  company = await cabinet.company()
  staff = await cabinet.staff('administrator')
  owner = await cabinet.client(company)
})
afterAll(() => cabinet.destroy())

const dead = { code: 'link_dead' }
const invite = async (email: string, companyId = company) =>
  inviteClient(staff.ctx, { email, companyId, role: 'viewer', locale: 'kk' })
const accept = async (token: string, password = GOOD_PASSWORD) =>
  acceptInvitation(await cabinet.guest(), token, { password }, device)
const open = async (token: string) => openInvitation(await cabinet.guest(), token)
const stateOf = async (id: number) => (await findListedInvitation(staff.ctx, id)).state

async function letPass(email: string, days: number): Promise<void> {
  for (const table of ['links', 'invitations'] as const) {
    await sql`
      update ${sql.table(table)} set sent_at = sent_at - interval ${days} day, expires_at = expires_at - interval ${days} day
      where email = ${email}
    `.execute(cabinet.db)
  }
  await sql`update outbox set created_at = created_at - interval ${days} day where to_email = ${email}`.execute(
    cabinet.db,
  )
}

const lifeOf = async (email: string) =>
  (
    await cabinet.db
      .selectFrom('links')
      .select('expires_at')
      .where('email', '=', email)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
  ).expires_at

test('security 6: invitation, audit row and letter commit together or not at all', async () => {
  const email = newAddress('together')
  const failing = transact(staff.ctx, async (ctx) => {
    await inviteClient(ctx, { email, companyId: company, role: 'viewer', locale: 'kk' })
    throw new Error('the process died here')
  })
  await expect(failing).rejects.toThrow('died')
  const rows = await cabinet.db.selectFrom('invitations').select('id').where('email', '=', email).execute()
  expect([rows.length, (await cabinet.lettersTo(email)).length]).toEqual([0, 0])

  const { id } = await invite(email)
  const [letter, ...more] = await cabinet.lettersTo(email)
  expect(more).toEqual([])
  expect(letter).toMatchObject({ template: 'invitation', locale: 'kk', to: email })
  expect(await cabinet.actions({ kind: 'invitation', id })).toEqual(['invitation.sent'])
})

test("security 6: staff's resend is the same link with its life counted anew", async () => {
  const { invitationId, email, token } = await cabinet.invited(company)
  await letPass(email, 10)
  const before = await lifeOf(email)
  await resendInvitation(staff.ctx, invitationId)
  expect(await cabinet.tokenMailedTo(email)).toBe(token)
  expect((await lifeOf(email)).getTime() - before.getTime()).toBeGreaterThan(9.9 * 86_400_000)
  expect(await cabinet.lettersTo(email)).toHaveLength(2)
  await letPass(email, 13)
  expect((await open(token)).email).toBe(email)
})

test("security 6: a guest's own resend does not lengthen it, one letter a minute and three an hour", async () => {
  const { email, token } = await cabinet.invited(company)
  const ask = async () => resendInstructions(await cabinet.guest(), email)
  await ask()
  expect(await cabinet.lettersTo(email)).toHaveLength(1)
  await letPass(email, 1)
  const before = await lifeOf(email)
  await Promise.all([ask(), ask(), ask()])
  expect(await cabinet.lettersTo(email)).toHaveLength(2)
  expect(await lifeOf(email)).toEqual(before)
  expect(await cabinet.tokenMailedTo(email)).toBe(token)
})

test('security 6: a repeated letter is recorded, and of four within the hour the fourth is not sent', async () => {
  const { email, invitationId } = await cabinet.invited(company)
  const ask = async () => resendInstructions(await cabinet.guest(), email)
  const letTwoMinutesPass = () =>
    sql`update links set sent_at = sent_at - interval 2 minute where email = ${email}`.execute(cabinet.db)
  for (let time = 0; time < 4; time++) {
    await letTwoMinutesPass()
    await ask()
  }
  expect(await cabinet.lettersTo(email)).toHaveLength(3)
  expect(await cabinet.actions({ kind: 'invitation', id: invitationId })).toEqual([
    'invitation.sent',
    'invitation.repeated',
    'invitation.repeated',
  ])
  await sql`update outbox set created_at = created_at - interval 1 hour where to_email = ${email}`.execute(
    cabinet.db,
  )
  await ask()
  expect(await cabinet.lettersTo(email)).toHaveLength(4)
})

test('security 6: of an address with one invitation that lives and one that expired, the living one is repeated', async () => {
  const { email, token } = await cabinet.invited(company)
  const other = await cabinet.company()
  const expired = await invite(email, other)
  await sql`update links set sent_at = sent_at - interval 2 minute where email = ${email}`.execute(cabinet.db)
  await sql`update links set expires_at = utc_timestamp(6) where invitation_id = ${expired.id}`.execute(
    cabinet.db,
  )
  await sql`update invitations set expires_at = utc_timestamp(6) where id = ${expired.id}`.execute(cabinet.db)
  await resendInstructions(await cabinet.guest(), email)
  expect((await cabinet.lettersTo(email)).map(({ template }) => template)).toEqual(
    Array(3).fill('invitation'),
  )
  expect(await cabinet.tokenMailedTo(email)).toBe(token)
  expect((await findListedInvitation(staff.ctx, expired.id)).reinviteRequestedAt).toBeNull()
})

test('security 6: a link that a reset ended comes anew once a minute, however many ask at once', async () => {
  const { email, invitationId } = await cabinet.invited(company)
  const ask = async () => resendInstructions(await cabinet.guest(), email)
  await sql`update links set revoked_at = utc_timestamp(6), live_key = null where email = ${email}`.execute(
    cabinet.db,
  )
  await ask()
  expect(await cabinet.lettersTo(email)).toHaveLength(1)
  await sql`update outbox set created_at = created_at - interval 2 minute where to_email = ${email}`.execute(
    cabinet.db,
  )
  await Promise.all([ask(), ask(), ask()])
  expect(await cabinet.lettersTo(email)).toHaveLength(2)
  expect((await open(await cabinet.tokenMailedTo(email))).email).toBe(email)
  expect(await stateOf(invitationId)).toBe('waiting')
})

test('security 6: invited anew after expiry: a new link, the older dead', async () => {
  const { email, token, invitationId } = await cabinet.invited(company)
  await letPass(email, 15)
  expect(await stateOf(invitationId)).toBe('expired')
  const again = await invite(email)
  const newer = await cabinet.tokenMailedTo(email)
  expect(newer).not.toBe(token)
  await expect(open(token)).rejects.toMatchObject(dead)
  expect((await open(newer)).email).toBe(email)
  expect([await stateOf(invitationId), await stateOf(again.id)]).toEqual(['expired', 'waiting'])
  await expect(resendInvitation(staff.ctx, invitationId)).rejects.toMatchObject({ code: 'already_invited' })
})

test('security 6: resending an expired invitation makes a new link', async () => {
  const { email, token, invitationId } = await cabinet.invited(company)
  await letPass(email, 15)
  await resendInvitation(staff.ctx, invitationId)
  const newer = await cabinet.tokenMailedTo(email)
  expect(newer).not.toBe(token)
  await expect(open(token)).rejects.toMatchObject(dead)
  expect((await accept(newer)).kind).toBe('signed_in')
})

test('security 6: invited anew after revocation: a new link, the older dead', async () => {
  const { email, token, invitationId } = await cabinet.invited(company)
  await revokeInvitation(staff.ctx, invitationId)
  await expect(resendInvitation(staff.ctx, invitationId)).rejects.toMatchObject({
    code: 'invitation_not_pending',
  })
  await invite(email)
  await expect(open(token)).rejects.toMatchObject(dead)
  expect((await accept(await cabinet.tokenMailedTo(email))).kind).toBe('signed_in')
})

test('security 6: who asks for an expired one gets a letter that says so, and staff see the request', async () => {
  const { email, invitationId } = await cabinet.invited(company)
  await letPass(email, 15)
  await resendInstructions(await cabinet.guest(), email)
  await resendInstructions(await cabinet.guest(), email)
  const letters = await cabinet.lettersTo(email)
  expect(letters.map(({ template }) => template)).toEqual(['invitation', 'invitation_expired_notice'])
  expect((await findListedInvitation(staff.ctx, invitationId)).reinviteRequestedAt).toBeInstanceOf(Date)
  const requests = await listInvitations(staff.ctx, { reinvite: '1' })
  expect(requests.invitations.map(({ id }) => id)).toContain(invitationId)
  await resendInvitation(staff.ctx, invitationId)
  expect((await findListedInvitation(staff.ctx, invitationId)).reinviteRequestedAt).toBeNull()
})

test('security 6: at most one live invitation a person and company', async () => {
  const { email, invitationId } = await cabinet.invited(company)
  await expect(invite(email)).rejects.toMatchObject({ code: 'already_invited', params: { invitationId } })
  const other = await cabinet.company()
  await invite(email, other)
  expect(await cabinet.lettersTo(email)).toHaveLength(2)
})

test('security 6: accepting one invitation turns the others into confirmations', async () => {
  const { email, token } = await cabinet.invited(company)
  const other = await cabinet.company()
  await invite(email, other)
  const second = await cabinet.tokenMailedTo(email)
  await accept(token)
  expect(await open(second)).toMatchObject({ password: 'current', companyName: expect.any(String) })
  expect(await accept(second)).toMatchObject({ kind: 'signed_in' })
  const users = await cabinet.db.selectFrom('users').select('id').where('email', '=', email).execute()
  expect(users).toHaveLength(1)
})

test('security 7: inviting an active address changes nothing for its sign-in until the owner confirms', async () => {
  const person = await cabinet.client(company)
  const before = await cabinet.db
    .selectFrom('users')
    .selectAll()
    .where('id', '=', person.userId)
    .executeTakeFirst()
  const other = await cabinet.company()
  await inviteClient(staff.ctx, { email: person.email, companyId: other, role: 'owner', locale: 'en' })
  const letter = (await cabinet.lettersTo(person.email)).at(-1)
  // In the language of the account, not the one that staff chose.
  expect(letter).toMatchObject({ template: 'company_confirmation', locale: 'ru' })
  const token = await cabinet.tokenMailedTo(person.email)
  const confirmed = await acceptInvitation(person.ctx, token, { password: '' }, device)
  expect(confirmed).toMatchObject({ kind: 'confirmed', companyId: other })
  const after = await cabinet.db
    .selectFrom('users')
    .selectAll()
    .where('id', '=', person.userId)
    .executeTakeFirst()
  expect(after).toEqual(before)
  expect((await cabinet.contextOf(person.token)).actor).toMatchObject({ companyId: company })
})

test('security 7: ten staff invite one address at once: one invitation, one letter', async () => {
  const email = newAddress('at-once')
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => invite(email)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'already_invited' })
  }
  const invitations = await cabinet.db
    .selectFrom('invitations')
    .select('id')
    .where('email', '=', email)
    .execute()
  expect([invitations.length, (await cabinet.lettersTo(email)).length]).toEqual([1, 1])
})

test('security 7: revoking kills a form that is open already', async () => {
  const { token, invitationId } = await cabinet.invited(company)
  await open(token)
  await revokeInvitation(staff.ctx, invitationId)
  await expect(accept(token)).rejects.toMatchObject(dead)
  expect(await stateOf(invitationId)).toBe('revoked')
})

test('a revocation is recorded with the address and why, whoever revokes', async () => {
  const closing = await cabinet.company()
  const email = newAddress('contract')
  const bin = newBin()
  const moving = await cabinet.company({ bin, email })
  const boss = await cabinet.client(company)
  const [byStaff, byOwner, byClosing] = [
    (await cabinet.invited(company)).invitationId,
    (await cabinet.invited(company)).invitationId,
    (await cabinet.invited(closing)).invitationId,
  ]
  const byMove = (await invite(email, moving)).id
  await revokeInvitation(staff.ctx, byStaff)
  await revokeColleagueInvitation(boss.ctx, byOwner)
  await closeCompany(staff.ctx, closing)
  const facts = {
    bin,
    name: 'ТОО «Жаңа»',
    contractNumber: null,
    contractDate: null,
    phone: null,
    city: null,
    locale: null,
  }
  await editCompany(staff.ctx, moving, { ...facts, email: newAddress('contract') })
  const rows = await cabinet.db
    .selectFrom('audit_log')
    .select(['subject_id', 'company_id', 'data'])
    .where('action', '=', 'invitation.revoked')
    .where('subject_id', 'in', [byStaff, byOwner, byClosing, byMove])
    .orderBy('subject_id')
    .execute()
  expect(rows.map(({ subject_id, company_id }) => [subject_id, company_id])).toEqual([
    [byStaff, company],
    [byOwner, company],
    [byClosing, closing],
    [byMove, moving],
  ])
  expect(rows.map(({ data }) => JSON.parse(data).why)).toEqual([
    'staff',
    'owner',
    'company_closed',
    'address_changed',
  ])
  expect(JSON.parse(rows.at(-1)?.data ?? '{}')).toMatchObject({ email })
})

test('what was revoked or accepted is not revoked again', async () => {
  const { invitationId } = await cabinet.invited(company)
  await revokeInvitation(staff.ctx, invitationId)
  const notPending = { code: 'invitation_not_pending' }
  await expect(revokeInvitation(staff.ctx, invitationId)).rejects.toMatchObject(notPending)
  await expect(revokeColleagueInvitation(owner.ctx, invitationId)).rejects.toMatchObject(notPending)
  const accepted = await cabinet.invited(company)
  await accept(accepted.token)
  await expect(revokeInvitation(staff.ctx, accepted.invitationId)).rejects.toMatchObject(notPending)
  await expect(revokeInvitation(staff.ctx, 999_999_999)).rejects.toMatchObject({
    code: 'invitation_not_found',
  })
})

test('security 7: revoking and accepting at once: one of the two happened', async () => {
  for (let round = 0; round < 5; round++) {
    const { token, invitationId, email } = await cabinet.invited(company)
    const [accepted, revoked] = await Promise.allSettled([
      accept(token),
      revokeInvitation(staff.ctx, invitationId),
    ])
    expect([accepted.status, revoked.status].sort()).toEqual(['fulfilled', 'rejected'])
    const users = await cabinet.db.selectFrom('users').select('id').where('email', '=', email).execute()
    expect(users).toHaveLength(accepted.status === 'fulfilled' ? 1 : 0)
  }
})

test('security 7: with a closed company all its links die', async () => {
  const closing = await cabinet.company()
  const { token, invitationId } = await cabinet.invited(closing)
  await closeCompany(staff.ctx, closing)
  await expect(open(token)).rejects.toMatchObject(dead)
  await expect(accept(token)).rejects.toMatchObject(dead)
  expect(await stateOf(invitationId)).toBe('revoked')
  await expect(invite(newAddress(), closing)).rejects.toMatchObject({ code: 'company_closed' })
})

test('security 7: with a changed address in the contract the links that went to it die', async () => {
  const email = newAddress('contract')
  const bin = newBin()
  const changing = await cabinet.company({ bin, email })
  await invite(email, changing)
  const token = await cabinet.tokenMailedTo(email)
  const colleague = await cabinet.invited(changing)
  await editCompany(staff.ctx, changing, {
    bin,
    name: 'ТОО «Жаңа»',
    contractNumber: null,
    contractDate: null,
    email: newAddress('contract'),
    phone: null,
    city: null,
    locale: null,
  })
  await expect(open(token)).rejects.toMatchObject(dead)
  expect((await open(colleague.token)).email).toBe(colleague.email)
})

test('security 8: signed in as somebody else: said so, and nothing is attached to the other account', async () => {
  const { token, email } = await cabinet.invited(await cabinet.company())
  expect(await openInvitation(owner.ctx, token)).toMatchObject({ email, signedInAs: owner.email })
  const attempt = acceptInvitation(owner.ctx, token, { password: GOOD_PASSWORD }, device)
  await expect(attempt).rejects.toMatchObject({ code: 'signed_in_as_other', status: 409 })
  const memberships = await cabinet.db
    .selectFrom('memberships')
    .selectAll()
    .where('user_id', '=', owner.userId)
    .execute()
  expect(memberships).toHaveLength(1)
  expect((await accept(token)).kind).toBe('signed_in')
})

test('security 8: a double click is one account and no error', async () => {
  const { token, email, invitationId } = await cabinet.invited(company)
  const [first, second] = await Promise.all([accept(token), accept(token)])
  expect([first.kind, second.kind]).toEqual(['signed_in', 'signed_in'])
  if (first.kind !== 'signed_in' || second.kind !== 'signed_in') throw new Error('not signed in')
  expect(first.session.token).not.toBe(second.session.token)
  const users = await cabinet.db.selectFrom('users').select('id').where('email', '=', email).execute()
  expect(users).toHaveLength(1)
  expect(await cabinet.actions({ kind: 'invitation', id: invitationId })).toEqual([
    'invitation.sent',
    'invitation.accepted',
  ])
})

test('an empty password is asked for, and the link lives on', async () => {
  const { token } = await cabinet.invited(company)
  await expect(accept(token, '')).rejects.toMatchObject({ code: 'required', field: 'password' })
  expect((await accept(token)).kind).toBe('signed_in')
})

test('security 8: a double click of somebody with an account confirms twice, and joins once', async () => {
  const person = await cabinet.client(await cabinet.company())
  const other = await cabinet.company({ name: 'ТОО «Екінші»' })
  await inviteClient(staff.ctx, { email: person.email, companyId: other, role: 'viewer', locale: 'ru' })
  const token = await cabinet.tokenMailedTo(person.email)
  const confirmed = { kind: 'confirmed', companyId: other, companyName: 'ТОО «Екінші»' }
  const click = () => acceptInvitation(person.ctx, token, { password: '' }, device)
  expect([await click(), await click()]).toEqual([confirmed, confirmed])
  const memberships = await cabinet.db
    .selectFrom('memberships')
    .select('company_id')
    .where('user_id', '=', person.userId)
    .where('company_id', '=', other)
    .execute()
  expect(memberships).toHaveLength(1)
})

describe('security 29: joining an account that exists', () => {
  async function offered() {
    const person = await cabinet.client(await cabinet.company())
    const other = await cabinet.company()
    await inviteClient(staff.ctx, { email: person.email, companyId: other, role: 'viewer', locale: 'ru' })
    const token = await cabinet.tokenMailedTo(person.email)
    const companies = async () =>
      (
        await cabinet.db
          .selectFrom('memberships')
          .select('company_id')
          .where('user_id', '=', person.userId)
          .execute()
      ).map((row) => row.company_id)
    return { person, other, token, companies }
  }

  test('is refused without its session and without its password, and the link lives on', async () => {
    const { person, other, token, companies } = await offered()
    await expect(accept(token, '')).rejects.toMatchObject({ code: 'required', field: 'password' })
    await expect(accept(token, 'a password of somebody else')).rejects.toMatchObject({
      code: 'password_wrong',
      field: 'password',
    })
    expect(await companies()).not.toContain(other)
    expect(await accept(token, person.password)).toMatchObject({ kind: 'signed_in' })
    expect(await companies()).toContain(other)
  })

  test('counts wrong passwords towards the block, which the right one does not pass', async () => {
    const { person, other, token, companies } = await offered()
    for (const guess of ['wrong one', 'wrong two'])
      await expect(accept(token, guess)).rejects.toMatchObject({ code: 'password_wrong' })
    await expect(accept(token, 'wrong three')).rejects.toMatchObject({ code: 'address_blocked' })
    await expect(accept(token, person.password)).rejects.toMatchObject({ code: 'address_blocked' })
    expect(await companies()).not.toContain(other)
  })

  test('is refused to an account that staff disabled, and the link lives on', async () => {
    const { person, other, token, companies } = await offered()
    await disableUser(staff.ctx, person.userId)
    await expect(accept(token, person.password)).rejects.toMatchObject({ code: 'account_disabled' })
    expect(await companies()).not.toContain(other)
    await enableUser(staff.ctx, person.userId)
    expect(await accept(token, person.password)).toMatchObject({ kind: 'signed_in' })
  })

  test('a used link tells who is signed in as somebody else so', async () => {
    const { person, token } = await offered()
    await accept(token, person.password)
    const attempt = acceptInvitation(owner.ctx, token, { password: person.password }, device)
    await expect(attempt).rejects.toMatchObject({ code: 'signed_in_as_other' })
  })

  test('a used link joins nobody again: without password or session it is dead', async () => {
    const { person, token } = await offered()
    await accept(token, person.password)
    await expect(accept(token, '')).rejects.toMatchObject(dead)
  })
})

describe('an address that came to the company by another way', () => {
  /** An invitation that ran out, after which the person was invited anew and joined. */
  async function joinedLater() {
    const { email, invitationId } = await cabinet.invited(company)
    await letPass(email, 15)
    await invite(email)
    await accept(await cabinet.tokenMailedTo(email))
    return { email, invitationId }
  }

  test('is sent nothing of its old invitation, by staff', async () => {
    const { email, invitationId } = await joinedLater()
    const letters = await cabinet.lettersTo(email)
    await expect(resendInvitation(staff.ctx, invitationId)).rejects.toMatchObject({ code: 'already_member' })
    expect(await cabinet.lettersTo(email)).toEqual(letters)
  })

  test('is sent nothing of its old invitation, by its own wish', async () => {
    const { email, invitationId } = await joinedLater()
    const letters = await cabinet.lettersTo(email)
    await cabinet.db
      .updateTable('invitations')
      .set({ live_key: `invitation|${email}|company ${company}` })
      .where('id', '=', invitationId)
      .execute()
    await resendInstructions(await cabinet.guest(), email)
    expect((await cabinet.lettersTo(email)).map(({ template }) => template)).toEqual(
      letters.map(({ template }) => template),
    )
  })

  test('is sent nothing of an invitation that still lives, by its own wish', async () => {
    const person = await cabinet.client(await cabinet.company())
    await invite(person.email)
    await cabinet.db
      .insertInto('memberships')
      .values({ user_id: person.userId, company_id: company, role: 'viewer' })
      .execute()
    await letPass(person.email, 1)
    const letters = await cabinet.lettersTo(person.email)
    await resendInstructions(await cabinet.guest(), person.email)
    expect(await cabinet.lettersTo(person.email)).toEqual(letters)
  })

  test('an invitation to the staff is not sent again to who has an account', async () => {
    const email = newAddress('staff')
    const { id } = await inviteStaff(staff.ctx, { email, role: 'support', locale: 'ru' })
    await invite(email)
    await accept(await cabinet.tokenMailedTo(email))
    await expect(resendInvitation(staff.ctx, id)).rejects.toMatchObject({ code: 'email_is_client' })
  })
})

test('security 8: a used link opens nothing to another password, nor after ten minutes', async () => {
  const { token, email } = await cabinet.invited(company)
  await accept(token)
  await expect(accept(token, 'another good password')).rejects.toMatchObject(dead)
  await sql`update links set used_at = used_at - interval 11 minute where email = ${email}`.execute(
    cabinet.db,
  )
  await expect(accept(token)).rejects.toMatchObject(dead)
})

test('security 8: guesses at a used link count towards the block', async () => {
  const { token } = await cabinet.invited(company)
  await accept(token)
  for (let i = 0; i < 3; i++) await expect(accept(token, `a wrong guess ${i}`)).rejects.toMatchObject(dead)
  await expect(accept(token)).rejects.toMatchObject(dead)
})

test('security 8: role and company come from the invitation, whatever the form says', async () => {
  const { token } = await cabinet.invited(company, 'viewer')
  const smuggled = { password: GOOD_PASSWORD, role: 'owner', companyId: 1, staffRole: 'administrator' }
  const accepted = await acceptInvitation(await cabinet.guest(), token, smuggled, device)
  if (accepted.kind !== 'signed_in') throw new Error('not signed in')
  expect((await cabinet.contextOf(accepted.session.token)).actor).toMatchObject({
    kind: 'client',
    role: 'viewer',
    companyId: company,
  })
})

test('one address is a client or a member of staff, never both', async () => {
  await expect(invite(staff.email)).rejects.toMatchObject({ code: 'email_is_staff', field: 'email' })
  const asStaff = (email: string) => inviteStaff(staff.ctx, { email, role: 'support', locale: 'ru' })
  await expect(asStaff(owner.email)).rejects.toMatchObject({ code: 'email_is_client' })
  await expect(asStaff(staff.email)).rejects.toMatchObject({ code: 'email_is_staff' })
  const both = newAddress('both')
  await asStaff(both)
  const staffToken = await cabinet.tokenMailedTo(both)
  await invite(both)
  await accept(await cabinet.tokenMailedTo(both))
  await expect(accept(staffToken)).rejects.toMatchObject(dead)
})

test('a person who works with the company already is not invited', async () => {
  await expect(invite(owner.email)).rejects.toMatchObject({ code: 'already_member', field: 'email' })
})

test('staff hear of an address whose account is disabled; an owner learns nothing of it', async () => {
  const person = await cabinet.client(await cabinet.company())
  await disableUser(staff.ctx, person.userId)
  await expect(invite(person.email)).rejects.toMatchObject({ code: 'account_disabled', field: 'email' })
  const invited = inviteColleague(owner.ctx, {
    ...{ email: person.email, name: '', role: 'viewer', locale: 'ru' },
  })
  expect((await invited).id).toBeGreaterThan(0)
})

test('of a closed company nothing is sent again, and what there is not is not shown', async () => {
  const closing = await cabinet.company()
  const { invitationId } = await cabinet.invited(closing)
  await closeCompany(staff.ctx, closing)
  await expect(resendInvitation(staff.ctx, invitationId)).rejects.toMatchObject({ code: 'company_closed' })
  await expect(findListedInvitation(staff.ctx, 999_999)).rejects.toMatchObject({
    code: 'invitation_not_found',
  })
})

test('contacts of many companies at once: one outcome each', async () => {
  const email = newAddress('contact')
  const [good, silent, closed] = [
    await cabinet.company({ email }),
    await cabinet.company({ email: null }),
    await cabinet.company(),
  ]
  await closeCompany(staff.ctx, closed)
  const ids = [good, silent, closed, 999_999, good]
  const reviews = await reviewCompanyContacts(staff.ctx, ids)
  const outcomes = await inviteCompanyContacts(staff.ctx, ids, 'ru')
  expect(outcomes.map(({ outcome }) => outcome)).toEqual([
    'invited',
    'company_without_email',
    'company_closed',
    'company_not_found',
  ])
  expect(outcomes.map(({ name }) => name !== '')).toEqual([true, true, true, false])
  const [letter] = await cabinet.db
    .selectFrom('outbox')
    .select('priority')
    .where('to_email', '=', email)
    .execute()
  expect(letter?.priority).toBe(priorityOf('bulk'))
  expect(reviews.map(({ refusal }) => refusal ?? 'invited')).toEqual(outcomes.map(({ outcome }) => outcome))
  expect((await inviteCompanyContacts(staff.ctx, [good], 'ru'))[0]?.outcome).toBe('already_invited')
  expect((await reviewCompanyContacts(staff.ctx, [good]))[0]?.refusal).toBe('already_invited')
})

test("a contact is written to in the company's language, and in the operator's choice where none is known", async () => {
  const [kazakh, unknown] = [newAddress('kk'), newAddress('any')]
  const companies = [
    await cabinet.company({ email: kazakh, locale: 'kk' }),
    await cabinet.company({ email: unknown, locale: null }),
  ]
  const reviews = await reviewCompanyContacts(staff.ctx, companies)
  expect(reviews.map(({ locale }) => locale)).toEqual(['kk', null])
  await inviteCompanyContacts(staff.ctx, companies, 'en')
  const letters = [...(await cabinet.lettersTo(kazakh)), ...(await cabinet.lettersTo(unknown))]
  expect(letters.map(({ locale }) => locale)).toEqual(['kk', 'en'])
})

test("an owner invites, resends and revokes for the own company; others' are not there", async () => {
  const email = newAddress('colleague')
  const { id } = await inviteColleague(owner.ctx, { email, role: 'manager', locale: 'ru', name: 'Ерлан' })
  expect((await listColleagueInvitations(owner.ctx)).map((invitation) => invitation.id)).toContain(id)
  await resendColleagueInvitation(owner.ctx, id)
  const stranger = await cabinet.client(await cabinet.company())
  await expect(resendColleagueInvitation(stranger.ctx, id)).rejects.toMatchObject({
    code: 'invitation_not_found',
  })
  await expect(revokeColleagueInvitation(stranger.ctx, id)).rejects.toMatchObject({
    code: 'invitation_not_found',
  })
  expect((await listColleagueInvitations(stranger.ctx)).map((invitation) => invitation.id)).not.toContain(id)
  await revokeColleagueInvitation(owner.ctx, id)
  await expect(open(await cabinet.tokenMailedTo(email))).rejects.toMatchObject(dead)
})

test('support sees, invites and revokes clients, but leaves invitations to the staff alone', async () => {
  const support = await cabinet.staff('support')
  const { id } = await inviteStaff(staff.ctx, { email: newAddress('staff'), role: 'support', locale: 'ru' })
  await expect(revokeInvitation(support.ctx, id)).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(resendInvitation(support.ctx, id)).rejects.toMatchObject({ code: 'not_allowed' })
  const { invitationId } = await cabinet.invited(company)
  await revokeInvitation(support.ctx, invitationId)
})

test('the list tells states, who invited and what became of the letter', async () => {
  const here = await cabinet.company()
  const ids: number[] = []
  for (let i = 0; i < 3; i++) ids.unshift((await invite(newAddress('listed'), here)).id)
  const page = await listInvitations(staff.ctx, { companyId: here })
  expect(page.invitations.map(({ id }) => id)).toEqual(ids)
  expect(page.nextCursor).toBeNull()
  expect(page.invitations[0]).toMatchObject({
    state: 'waiting',
    invitedBy: staff.email,
    role: 'viewer',
    letter: { status: 'pending', delivery: null },
  })
  const found = await listInvitations(staff.ctx, { q: page.invitations[1]?.email, state: 'waiting' })
  expect(found.invitations.map(({ id }) => id)).toEqual([ids[1]])
  expect((await listInvitations(staff.ctx, { companyId: here, state: 'accepted' })).invitations).toEqual([])
})

test('security 20: 600 invitations an hour a member of staff', async () => {
  const settings = { ...testSettings, rateLimitFactor: 2 / 600 }
  const ctx = { ...(await cabinet.staff('support')).ctx, settings }
  for (let i = 0; i < 2; i++)
    await inviteClient(ctx, { email: newAddress(), companyId: company, role: 'viewer', locale: 'ru' })
  const third = inviteClient(ctx, { email: newAddress(), companyId: company, role: 'viewer', locale: 'ru' })
  await expect(third).rejects.toMatchObject({ code: 'too_many_requests', status: 429 })
  // Somebody else at the same address has a number of the own.
  const colleague = { ...(await cabinet.staff('support')).ctx, settings }
  await inviteClient(colleague, { email: newAddress(), companyId: company, role: 'viewer', locale: 'ru' })
})
