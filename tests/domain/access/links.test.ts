import { afterAll, beforeAll, expect, test } from 'vitest'
import { findLinkByPublicId } from '#app/domain/access/links.server.ts'
import { openPasswordReset, resetPassword } from '#app/domain/access/recovery.server.ts'
import { acceptInvitation, openInvitation } from '#app/domain/invitations/acceptance.server.ts'
import { requestPasswordReset } from '#app/domain/invitations/forgot-password.server.ts'
import { revokeInvitation } from '#app/domain/invitations/revocation.server.ts'
import { Keyring } from '#app/domain/kernel/keyring.server.ts'
import { linkTokenFor } from '#app/domain/kernel/link-tokens.server.ts'
import { testSecret } from '#tests/support/context.ts'
import { type Cabinet, createCabinet, device, GOOD_PASSWORD, type Person } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let company: number
let staff: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  company = await cabinet.company()
  staff = await cabinet.staff('administrator')
})
afterAll(() => cabinet.destroy())

const dead = { code: 'link_dead', status: 410 }
const NEW_PASSWORD = 'ескі достан айырылма'

async function linkOf(email: string) {
  return cabinet.db
    .selectFrom('links')
    .selectAll()
    .where('email', '=', email)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
}

async function askForReset(email: string): Promise<string> {
  await requestPasswordReset(await cabinet.guest(), email)
  return cabinet.tokenMailedTo(email)
}

test('security 1: a token has 256 bits and stands nowhere: not in the database, the outbox or the audit log', async () => {
  const { email, token } = await cabinet.invited(company)
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  for (const table of ['links', 'outbox', 'audit_log', 'invitations'] as const) {
    const rows = await cabinet.db.selectFrom(table).selectAll().execute()
    const text = JSON.stringify(rows, (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value).toString('base64url') : value,
    )
    expect(text).not.toContain(token)
    expect(text).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
  }
  const [letter] = await cabinet.lettersTo(email)
  expect(letter?.html).toContain('https://link.invalid/filled-in-by-the-sender')
})

test('security 1: the sender makes the token anew from the row, the same each time', async () => {
  const { email, token } = await cabinet.invited(company)
  const ctx = await cabinet.guest()
  const link = await linkOf(email)
  expect(linkTokenFor(ctx.keyring, link)).toBe(token)
})

test('security 1: after SECRET_KEYS changed, older links still work while the older key is accepted', async () => {
  const { email, token } = await cabinet.invited(company)
  const rotated = new Keyring(['another-secret-of-the-tests-long-enough', testSecret])
  const link = await linkOf(email)
  expect(linkTokenFor(rotated, link)).toBe(token)
  expect(() => linkTokenFor(new Keyring(['another-secret-of-the-tests-long-enough']), link)).toThrow(
    /no secret key/,
  )
  expect((await openInvitation({ ...(await cabinet.guest()), keyring: rotated }, token)).email).toBe(email)
})

test('security 2: a link serves its own purpose only', async () => {
  const person = await cabinet.client(company)
  const reset = await askForReset(person.email)
  const { token: invitation } = await cabinet.invited(company)
  await expect(openInvitation(await cabinet.guest(), reset)).rejects.toMatchObject(dead)
  await expect(openPasswordReset(await cabinet.guest(), invitation)).rejects.toMatchObject(dead)
  await expect(
    resetPassword(await cabinet.guest(), invitation, { password: NEW_PASSWORD }),
  ).rejects.toMatchObject(dead)
})

test('security 2: of 50 parallel posts of a reset link one succeeds, with one audit row and one letter', async () => {
  const person = await cabinet.client(company)
  const token = await askForReset(person.email)
  const ctx = await cabinet.guest()
  const posts = Array.from({ length: 50 }, (_, i) =>
    resetPassword(ctx, token, { password: `${NEW_PASSWORD} ${i}` }),
  )
  const outcomes = await Promise.allSettled(posts)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(dead)
  const actions = await cabinet.actions({ kind: 'user', id: person.userId })
  expect(actions.filter((action) => action === 'password.reset')).toHaveLength(1)
  const letters = await cabinet.lettersTo(person.email)
  expect(letters.filter(({ template }) => template === 'password_changed')).toHaveLength(1)
})

test('security 2: of 50 parallel posts of an invitation with passwords of their own one makes the account', async () => {
  const { token, email, invitationId } = await cabinet.invited(company)
  // No block may decide it: each post must lose by the link alone.
  const ctx = await cabinet.guest()
  const posts = Array.from({ length: 50 }, (_, i) =>
    acceptInvitation(ctx, token, { password: `${GOOD_PASSWORD} ${i}` }, device),
  )
  const outcomes = await Promise.allSettled(posts)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const actions = await cabinet.actions({ kind: 'invitation', id: invitationId })
  expect(actions.filter((action) => action === 'invitation.accepted')).toHaveLength(1)
  const users = await cabinet.db.selectFrom('users').select('id').where('email', '=', email).execute()
  expect(users).toHaveLength(1)
})

test('security 3: looking 20 times changes nothing; the person comes in afterwards', async () => {
  const { token, email } = await cabinet.invited(company)
  const before = await linkOf(email)
  for (let i = 0; i < 20; i++) await openInvitation(await cabinet.guest(), token)
  expect(await linkOf(email)).toEqual(before)
  const accepted = await acceptInvitation(await cabinet.guest(), token, { password: GOOD_PASSWORD }, device)
  expect(accepted.kind).toBe('signed_in')
})

test('security 4: unknown, expired, used and revoked links are one', async () => {
  const unknown = 'x'.repeat(43)
  const expired = await cabinet.invited(company)
  await cabinet.db
    .updateTable('links')
    .set({ expires_at: new Date(0) })
    .where('email', '=', expired.email)
    .execute()
  const used = await cabinet.invited(company)
  await acceptInvitation(await cabinet.guest(), used.token, { password: GOOD_PASSWORD }, device)
  const revoked = await cabinet.invited(company)
  await revokeInvitation(staff.ctx, revoked.invitationId)
  for (const token of [unknown, expired.token, used.token, revoked.token, '', 'é', `${unknown}x`]) {
    const opening = openInvitation(await cabinet.guest(), token)
    await expect(opening).rejects.toMatchObject({ ...dead, params: {}, field: undefined })
    const posting = acceptInvitation(
      await cabinet.guest(),
      token,
      { password: 'another good password' },
      device,
    )
    await expect(posting).rejects.toMatchObject({ ...dead, params: {}, field: undefined })
  }
})

test('security 4: links expire by the clock of the database, whatever the one of this machine', async () => {
  const { token, email } = await cabinet.invited(company)
  await cabinet.db
    .updateTable('links')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .where('email', '=', email)
    .execute()
  const ctx = { ...(await cabinet.guest()), now: new Date(0) }
  await expect(openInvitation(ctx, token)).rejects.toMatchObject(dead)
})

test('security 5: the public id names a live link and opens nothing', async () => {
  const { token, email } = await cabinet.invited(company)
  const { public_id: publicId } = await linkOf(email)
  const ctx = await cabinet.guest()
  expect(await findLinkByPublicId(ctx, 'invitation', publicId)).toEqual({ publicId })
  expect(await findLinkByPublicId(ctx, 'password_reset', publicId)).toBeNull()
  expect(await findLinkByPublicId(ctx, 'invitation', 'nonsense')).toBeNull()
  await expect(openInvitation(ctx, publicId)).rejects.toMatchObject(dead)
  expect((await openInvitation(ctx, token)).publicId).toBe(publicId)
})
