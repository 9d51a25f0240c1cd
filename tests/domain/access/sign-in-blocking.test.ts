import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { resetPassword } from '#app/domain/access/recovery.server.ts'
import { signIn } from '#app/domain/access/sign-in.server.ts'
import { addressKeys } from '#app/domain/access/sign-in-attempts.server.ts'
import { forgetSurplusSignInFailures } from '#app/domain/access/sign-in-failure-cap.server.ts'
import { unblockAddress, unblockUser } from '#app/domain/accounts/user-status.server.ts'
import { acceptInvitation } from '#app/domain/invitations/acceptance.server.ts'
import { requestPasswordReset } from '#app/domain/invitations/forgot-password.server.ts'
import { inviteClient } from '#app/domain/invitations/invitations.server.ts'
import { Keyring } from '#app/domain/kernel/keyring.server.ts'
import {
  deleteIdleSignInFailures,
  insertSignInAttempt,
  selectSignInFailures,
} from '#db/queries/access/sign-in-failures.ts'
import { CountingHasher, testSecret, testSettings } from '#tests/support/context.ts'
import {
  type Cabinet,
  createCabinet,
  device,
  GOOD_PASSWORD,
  newAddress,
  type Person,
} from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let company: number
let person: Person
const hasher = new CountingHasher({ queueLimit: 1000, waitLimitMs: 60_000 })

beforeAll(async () => {
  cabinet = await createCabinet({ hasher })
  company = await cabinet.company()
})
beforeEach(async () => {
  person = await cabinet.client(company)
  hasher.comparisons = 0
})
afterAll(() => cabinet.destroy())

async function enter(email: string, password: string): Promise<'in' | string> {
  try {
    await signIn(await cabinet.guest(), { email, password, remember: false }, device)
    return 'in'
  } catch (error) {
    return (error as { code: string }).code
  }
}
const right = () => enter(person.email, person.password)
const wrong = (email = person.email) => enter(email, 'not the password')

async function guardOf(email: string) {
  const [key] = addressKeys((await cabinet.guest()).keyring, email)
  return selectSignInFailures(cabinet.db, key)
}

async function block(email: string): Promise<void> {
  for (let i = 0; i < testSettings.signInAttempts; i++) await wrong(email)
}

test('security 15: the third bad password in a row blocks; the right one is refused from then on', async () => {
  expect(await wrong()).toBe('credentials_wrong')
  expect(await wrong()).toBe('credentials_wrong')
  expect(await wrong()).toBe('address_blocked')
  expect(await right()).toBe('address_blocked')
})

test('security 15: W W R W W R never blocks', async () => {
  const seen: string[] = []
  for (const attempt of [wrong, wrong, right, wrong, wrong, right]) seen.push(await attempt())
  expect(seen).toEqual([
    'credentials_wrong',
    'credentials_wrong',
    'in',
    'credentials_wrong',
    'credentials_wrong',
    'in',
  ])
})

test('security 15: of 60 parallel wrong guesses at most 3 are compared', async () => {
  const answers = await Promise.all(Array.from({ length: 60 }, () => wrong()))
  expect(hasher.comparisons).toBe(3)
  expect(answers.filter((answer) => answer === 'credentials_wrong')).toHaveLength(2)
  expect(answers.filter((answer) => answer === 'address_blocked')).toHaveLength(58)
  expect(await right()).toBe('address_blocked')
  const actions = await cabinet.actions({ kind: 'user', id: person.userId })
  expect(actions.filter((action) => action === 'sign_in.blocked')).toHaveLength(1)
  expect(actions.filter((action) => action === 'sign_in.refused')).toHaveLength(3)
})

test('security 15: 10 parallel right ones are all in', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => right()))
  expect(answers).toEqual(Array.from({ length: 10 }, () => 'in'))
  expect(await guardOf(person.email)).toEqual({ failures: 0, blocked: false, attempts: 0 })
})

test('security 15: after two failures 10 parallel right ones are all in as well', async () => {
  await wrong()
  await wrong()
  expect(new Set(await Promise.all(Array.from({ length: 10 }, () => right())))).toEqual(new Set(['in']))
})

test('security 15: while blocked nothing is compared and nothing grows', async () => {
  await block(person.email)
  const guard = await guardOf(person.email)
  const actions = await cabinet.actions()
  hasher.comparisons = 0
  await wrong()
  await right()
  expect(hasher.comparisons).toBe(0)
  expect(await guardOf(person.email)).toEqual(guard)
  expect(guard).toEqual({ failures: 3, blocked: true, attempts: 0 })
  expect(await cabinet.actions()).toEqual(actions)
})

test('security 15: an address without an account is answered and blocked the same', async () => {
  const nobody = newAddress('nobody')
  const answers = [await wrong(nobody), await wrong(nobody), await wrong(nobody), await wrong(nobody)]
  expect(answers).toEqual(['credentials_wrong', 'credentials_wrong', 'address_blocked', 'address_blocked'])
  expect(await cabinet.lettersTo(nobody)).toEqual([])
})

test('security 15: refusals take a multiple of 200 ms, for known and unknown addresses alike', async () => {
  for (const email of [person.email, newAddress('nobody')]) {
    const begun = performance.now()
    await wrong(email)
    expect(performance.now() - begun).toBeGreaterThanOrEqual(199)
  }
})

test('security 15: the table tells nobody which addresses were tried', async () => {
  const nobody = newAddress('nobody')
  await wrong(nobody)
  const rows = await cabinet.db.selectFrom('sign_in_guards').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(nobody)
  expect(rows.some((row) => row.address_key.equals(addressKeys(new Keyring([testSecret]), nobody)[0]))).toBe(
    true,
  )
})

test('security 15: a place of a process that died comes free when its lease ends', async () => {
  const [key] = addressKeys((await cabinet.guest()).keyring, person.email)
  await wrong()
  await insertSignInAttempt(cabinet.db, key, 3)
  await insertSignInAttempt(cabinet.db, key, 3)
  expect(await insertSignInAttempt(cabinet.db, key, 3)).toBeNull()
  expect((await guardOf(person.email)).attempts).toBe(2)
  await cabinet.db
    .updateTable('sign_in_places')
    .set({ lease_until: new Date(0) })
    .where('address_key', '=', key)
    .execute()
  expect(await right()).toBe('in')
})

test('security 15: a right password that opens nothing ends the row of failures and keeps no place', async () => {
  await wrong()
  await wrong()
  await cabinet.db
    .updateTable('users')
    .set({ disabled_at: new Date() })
    .where('email', '=', person.email)
    .execute()
  for (let time = 0; time < 4; time++) expect(await right()).toBe('account_disabled')
  expect(await guardOf(person.email)).toMatchObject({ failures: 0, attempts: 0, blocked: false })
})

test('security 15: an address that is blocked is told so without a write', async () => {
  await block(person.email)
  const [key] = addressKeys((await cabinet.guest()).keyring, person.email)
  const guard = () =>
    cabinet.db.selectFrom('sign_in_guards').selectAll().where('address_key', '=', key).executeTakeFirst()
  const before = await guard()
  expect(await right()).toBe('address_blocked')
  expect(await wrong()).toBe('address_blocked')
  expect(await guard()).toEqual(before)
})

test('security 15: a guard that is forgotten while a right password is compared blocks nobody', async () => {
  const [key] = addressKeys((await cabinet.guest()).keyring, person.email)
  const forgetful = new CountingHasher()
  const verify = forgetful.verify.bind(forgetful)
  forgetful.verify = async (stored, password) => {
    await cabinet.db.deleteFrom('sign_in_guards').where('address_key', '=', key).execute()
    return verify(stored, password)
  }
  const ctx = { ...(await cabinet.guest()), hasher: forgetful }
  const input = { email: person.email, password: person.password, remember: false }
  expect((await signIn(ctx, input, device)).token).toBeTruthy()
})

test.each([
  ['a full queue of hashes', { queueLimit: 0 }],
  ['a wait for a hash that took too long', { waitLimitMs: 5 }],
])('security 15: %s is no failure and keeps no place', async (_what, bounds) => {
  const busy = new CountingHasher({ concurrency: 0, ...bounds })
  const ctx = { ...(await cabinet.guest()), hasher: busy }
  const attempt = signIn(ctx, { email: person.email, password: 'not it', remember: false }, device)
  await expect(attempt).rejects.toMatchObject({ code: 'too_many_requests' })
  expect(await guardOf(person.email)).toEqual({ failures: 0, blocked: false, attempts: 0 })
})

test('security 15: a block outlives a change of SECRET_KEYS', async () => {
  await block(person.email)
  const rotated = new Keyring(['another-secret-of-the-tests-long-enough', testSecret])
  const ctx = { ...(await cabinet.guest()), keyring: rotated }
  const attempt = signIn(ctx, { email: person.email, password: person.password, remember: false }, device)
  await expect(attempt).rejects.toMatchObject({ code: 'address_blocked' })
})

test('security 15: SIGN_IN_ATTEMPTS says which bad attempt blocks', async () => {
  const settings = { ...testSettings, signInAttempts: 1 }
  const ctx = { ...(await cabinet.guest()), settings }
  const attempt = signIn(ctx, { email: person.email, password: 'not it', remember: false }, device)
  await expect(attempt).rejects.toMatchObject({ code: 'address_blocked' })
})

test('security 16: the owner gets one letter, at most one an hour; open sessions live on', async () => {
  await block(person.email)
  const blocked = async () =>
    (await cabinet.lettersTo(person.email)).filter((l) => l.template === 'sign_in_blocked')
  expect(await blocked()).toHaveLength(1)
  expect((await cabinet.contextOf(person.token)).actor.kind).toBe('client')
  await unblockAddress(await cabinet.system(), person.email)
  await block(person.email)
  expect(await blocked()).toHaveLength(1)
  const [key] = addressKeys((await cabinet.guest()).keyring, person.email)
  await cabinet.db
    .updateTable('sign_in_guards')
    .set({ letter_at: new Date(Date.now() - 61 * 60_000) })
    .where('address_key', '=', key)
    .execute()
  await unblockAddress(await cabinet.system(), person.email)
  await block(person.email)
  expect(await blocked()).toHaveLength(2)
})

test('security 16: staff, a reset and an accepted invitation lift a block', async () => {
  const support = await cabinet.staff('support')
  await block(person.email)
  await unblockUser(support.ctx, person.userId)
  expect(await right()).toBe('in')

  await block(person.email)
  await requestPasswordReset(await cabinet.guest(), person.email)
  const token = await cabinet.tokenMailedTo(person.email)
  await resetPassword(await cabinet.guest(), token, { password: GOOD_PASSWORD })
  expect(await right()).toBe('in')

  const invited = newAddress('invited')
  await block(invited)
  await inviteClient(support.ctx, { email: invited, companyId: company, role: 'viewer', locale: 'kk' })
  const invitation = await cabinet.tokenMailedTo(invited)
  await acceptInvitation(await cabinet.guest(), invitation, { password: GOOD_PASSWORD }, device)
  expect(await enter(invited, GOOD_PASSWORD)).toBe('in')
})

test('security 16: 10 failures a minute an address; the log raises the alarm once', async () => {
  const strict = { ...testSettings, rateLimitFactor: 1 }
  const guess = async (ip: string, email: string) => {
    const ctx = { ...(await cabinet.guest()), settings: strict, ip }
    return signIn(ctx, { email, password: 'not it', remember: false }, device).then(
      () => 'in',
      (error) => error.code,
    )
  }
  const answers: string[] = []
  for (let i = 0; i < 11; i++) answers.push(await guess('2001:db8:1:2::1', newAddress('nobody')))
  expect(answers.slice(0, 10)).toEqual(Array(10).fill('credentials_wrong'))
  expect(answers[10]).toBe('too_many_requests')
  // The same /64 is one address, another is another.
  expect(await guess('2001:db8:1:2:ffff::9', newAddress('nobody'))).toBe('too_many_requests')
  expect(await guess('2001:db8:1:3::1', newAddress('nobody'))).toBe('credentials_wrong')
  const alarms = (await cabinet.actions()).filter((action) => action === 'sign_in.spray_suspected')
  expect(alarms).toHaveLength(1)
})

test('security 16: of 30 guesses at once from one address ten are compared; of 30 right ones all get in', async () => {
  const strict = { ...testSettings, rateLimitFactor: 1 }
  const from = async (ip: string) => ({ ...(await cabinet.guest()), settings: strict, ip })
  const people = await Promise.all(Array.from({ length: 30 }, () => cabinet.client(company)))
  const enterAll = async (ip: string, passwordOf: (person: Person) => string) => {
    const ctx = await from(ip)
    const attempts = people.map((person) =>
      signIn(ctx, { email: person.email, password: passwordOf(person), remember: false }, device).then(
        () => 'in',
        (error) => error.code,
      ),
    )
    return Promise.all(attempts)
  }
  expect(await enterAll('198.51.100.97', ({ password }) => password)).toEqual(Array(30).fill('in'))
  hasher.comparisons = 0
  const answers = await enterAll('198.51.100.96', () => 'not it')
  expect(answers.filter((answer) => answer === 'credentials_wrong')).toHaveLength(10)
  expect(answers.filter((answer) => answer === 'too_many_requests')).toHaveLength(20)
  expect(hasher.comparisons).toBe(10)
})

test('security 16: an alarm is raised once, however many guess at the same moment', async () => {
  const ctx = {
    ...(await cabinet.guest()),
    settings: { ...testSettings, rateLimitFactor: 1 },
    ip: '198.51.100.99',
  }
  const before = (await cabinet.actions()).filter((action) => action === 'sign_in.spray_suspected')
  await Promise.allSettled(
    Array.from({ length: 20 }, () => {
      return signIn(ctx, { email: newAddress('nobody'), password: 'not it', remember: false }, device)
    }),
  )
  const after = (await cabinet.actions()).filter((action) => action === 'sign_in.spray_suspected')
  expect(after.length - before.length).toBe(1)
})

test('security 16: guesses behind an invitation count as those at sign-in do', async () => {
  const ctx = {
    ...(await cabinet.guest()),
    settings: { ...testSettings, rateLimitFactor: 1 },
    ip: '198.51.100.77',
  }
  const guess = async () => {
    const { email } = await cabinet.client(company)
    const { token } = await cabinet.invited(await cabinet.company(), 'viewer', email)
    return acceptInvitation(ctx, token, { password: 'not the password' }, device).catch(({ code }) => code)
  }
  const before = (await cabinet.actions()).filter((action) => action === 'sign_in.spray_suspected').length
  for (let n = 0; n < 10; n++) expect(await guess()).toBe('password_wrong')
  expect(await guess()).toBe('too_many_requests')
  expect((await cabinet.actions()).filter((action) => action === 'sign_in.spray_suspected')).toHaveLength(
    before + 1,
  )
})

test('security 16: knocking at an address that is blocked is no failure: colleagues behind one address still get in', async () => {
  const blocked = newAddress('nobody')
  await block(blocked)
  const ctx = {
    ...(await cabinet.guest()),
    settings: { ...testSettings, rateLimitFactor: 1 },
    ip: '198.51.100.98',
  }
  for (let i = 0; i < 12; i++) {
    const knock = signIn(ctx, { email: blocked, password: 'not it', remember: false }, device)
    await expect(knock).rejects.toMatchObject({ code: 'address_blocked' })
  }
  await signIn(ctx, { email: person.email, password: person.password, remember: false }, device)
})

test('bad passwords are forgotten after 90 idle days, known and unknown alike, and their number has a cap', async () => {
  const nobody = newAddress('nobody')
  await block(nobody)
  await block(person.email)
  const age = (days: number) =>
    cabinet.db
      .updateTable('sign_in_guards')
      .set({ touched_at: new Date(Date.now() - days * 86_400_000) })
      .execute()
  await age(89)
  await deleteIdleSignInFailures(cabinet.db, 90)
  expect((await guardOf(nobody)).blocked).toBe(true)
  await age(91)
  await deleteIdleSignInFailures(cabinet.db, 90)
  expect((await guardOf(nobody)).blocked).toBe(false)
  expect((await guardOf(person.email)).blocked).toBe(false)

  for (let i = 0; i < 3; i++) await wrong(newAddress('nobody'))
  expect(await forgetSurplusSignInFailures(await cabinet.system(), 2)).toBe(1)
  expect(await forgetSurplusSignInFailures(await cabinet.system(), 2)).toBe(0)
  expect(await cabinet.db.selectFrom('sign_in_guards').select('version').execute()).toHaveLength(2)
  expect(await cabinet.actions()).toContain('sign_in.guards_overflowed')
})
