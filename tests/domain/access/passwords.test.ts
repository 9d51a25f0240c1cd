import { availableParallelism, getPriority } from 'node:os'
import { hash as hashWith } from '@node-rs/argon2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import commonPasswords from '#app/domain/access/common-passwords.json'
import { PasswordHasher } from '#app/domain/access/password-hash.server.ts'
import { assertAcceptablePassword } from '#app/domain/access/password-policy.server.ts'
import { poolThreads } from '#app/domain/access/pool-threads.server.ts'
import { signIn } from '#app/domain/access/sign-in.server.ts'
import { setCardPin } from '#app/domain/cards/card-pins.server.ts'
import { acceptInvitation } from '#app/domain/invitations/acceptance.server.ts'
import { type DomainError, reject } from '#app/domain/kernel/errors.ts'
import { checkFuel } from '#app/domain/pump-operations/pump-operations.server.ts'
import { locales } from '#locales/index.ts'
import { wordsFor } from '#locales/words.server.ts'
import { testSettings } from '#tests/support/context.ts'
import { type Cabinet, createCabinet, device, newAddress } from '#tests/support/fixtures.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards } from '#tests/support/registers.ts'

let cabinet: Cabinet
beforeAll(async () => {
  cabinet = await createCabinet()
})
afterAll(() => cabinet.destroy())

function refusalOf(password: string, email = 'aigerim.s@altyn-dala.kz'): string | null {
  try {
    assertAcceptablePassword(testSettings, password, email)
    return null
  } catch (error) {
    return (error as { code: string }).code
  }
}

test.each([
  ['жасандй', 'password_too_short'],
  ['жасандыр', null],
  ['абв  гд ', null],
  [`${'жаң'.repeat(42)}ба`, null],
  ['жаң'.repeat(43), 'password_too_long'],
  // As a Mac may send it, two code points a letter.
  ['йүң'.normalize('NFD').repeat(42), null],
  // Eight code points as typed, four letters as people count them.
  ['йийц'.normalize('NFD').padEnd(8, '\u0306'), 'password_too_short'],
  // One code point as typed, eighteen after NFKC.
  ['\uFDFA', 'password_too_short'],
  ['\uFDFA'.repeat(8), 'password_too_long'],
])('security 11: length of %j: %s', (password, code) => {
  expect(refusalOf(password)).toBe(code)
})

test.each(locales)('security 11: the length is said with the bound that refused, in %s', (locale) => {
  const { t } = wordsFor(locale)
  const told = (password: string) => {
    try {
      assertAcceptablePassword(testSettings, password, 'ada@example.kz')
      return ''
    } catch (error) {
      const { code, params } = error as DomainError
      return wordsFor(locale).say(`errors:${code}`, params)
    }
  }
  expect(told('жасандй')).toMatch(/(?<!\d)8(?!\d)/)
  expect(told('жаң'.repeat(43))).toMatch(/(?<!\d)128(?!\d)/)
  for (const text of [
    t('errors:password_too_short', { min: 31 }),
    t('errors:password_too_long', { max: 31 }),
    t('common:passwordHint', { min: 31 }),
  ])
    expect(text.match(/\d+/g)).toEqual(['31'])
})

test.each([
  ['        ', 'password_too_uniform'],
  ['ффффффффф', 'password_too_uniform'],
  ['фыфыфыфы', 'password_too_uniform'],
  // A full-width letter is the same letter to NFKC.
  ['ффыыzｚzｚ', null],
  ['xｘxｘyｙyｙ', 'password_too_uniform'],
])('security 11: at least three different characters: %j', (password, code) => {
  expect(refusalOf(password)).toBe(code)
})

test('security 11: bytes that are no UTF-8 are refused: two of them would be one password', () => {
  expect(refusalOf('жеті рет \uFFFD')).toBe('unreadable_characters')
  expect(refusalOf('жеті рет \ud800')).toBe('unreadable_characters')
})

test('security 11: a password of eight Kazakh letters opens an account', async () => {
  const { token, email } = await cabinet.invited(await cabinet.company())
  const accepted = await acceptInvitation(await cabinet.guest(), token, { password: 'құрмалас' }, device)
  expect(accepted.kind).toBe('signed_in')
  await signIn(await cabinet.guest(), { email, password: 'құрмалас', remember: false }, device)
})

test.each(['password1', 'Password1', 'qwertyuiop', 'йцукен123', 'казахстан', 'Kazakhstan2026', '12345678'])(
  'security 11: the common %j is refused',
  (password) => {
    expect(refusalOf(password)).toBe('password_common')
  },
)

test('security 11: the list holds at least 3,000 that are long enough', () => {
  expect(new Set(commonPasswords).size).toBeGreaterThanOrEqual(3000)
  expect(commonPasswords.every((password) => [...password].length >= 8)).toBe(true)
})

test.each([
  'QazaqOil-2026!',
  'my qazaq oil password of spring',
  'petroretail forever 12',
  'aigerim.s@altyn-dala.kz',
  'Aigerim-1990',
  'AltynDala77',
])('security 11: %j is built on what everybody here knows', (password) => {
  expect(refusalOf(password)).toBe('password_context')
})

test.each([
  ['Ali-19900', 'ali@dala.kz', 'password_context'],
  ['dala-2026', 'a.omarov@dala.kz', 'password_context'],
  ['АБК-19900', 'info@абк.kz', 'password_context'],
  // Two letters occur by chance.
  ['li-199007', 'li@dala.kz', null],
])('security 11: a name of three letters is one, of two is none: %j of %s', (password, email, code) => {
  expect(refusalOf(password, email)).toBe(code)
})

test('security 11: a sentence that happens to hold a name is fine', () => {
  expect(refusalOf('aigerim feeds three grey cats')).toBeNull()
  expect(refusalOf('жеті рет өлшеп бір кес')).toBeNull()
})

test('security 11: argon2id with 19 MiB, two passes, one lane; the parameters stand in the hash', async () => {
  expect(await new PasswordHasher().hash('жеті рет')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('security 11: a password is the same however it was composed, and spaces count', async () => {
  const hasher = new PasswordHasher()
  const stored = await hasher.hash('Йод и ёлка é')
  expect(await hasher.verify(stored, 'Йод и ёлка é'.normalize('NFD'))).toBe(true)
  expect(await hasher.verify(stored, 'Йод и ёлка é ')).toBe(false)
})

test('security 11: nothing of a long password is cut off', async () => {
  const hasher = new PasswordHasher()
  const long = 'ж'.repeat(127)
  const stored = await hasher.hash(`${long}1`)
  expect(await hasher.verify(stored, `${long}2`)).toBe(false)
  expect(await hasher.verify(stored, `${long}1`)).toBe(true)
})

test('security 11: a hash with other parameters is renewed at sign-in', async () => {
  const company = await cabinet.company()
  const person = await cabinet.client(company)
  const weak = await hashWith(person.password, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
  await cabinet.db.updateTable('users').set({ password_hash: weak }).where('id', '=', person.userId).execute()
  await signIn(
    await cabinet.guest(),
    { email: person.email, password: person.password, remember: false },
    device,
  )
  const { password_hash: renewed } = await cabinet.db
    .selectFrom('users')
    .select('password_hash')
    .where('id', '=', person.userId)
    .executeTakeFirstOrThrow()
  expect(renewed).toContain('m=19456,t=2,p=1')
  await signIn(
    await cabinet.guest(),
    { email: person.email, password: person.password, remember: false },
    device,
  )
  // The session that was open before goes on: it is the same password.
  expect((await cabinet.contextOf(person.token)).actor.kind).toBe('client')
})

test('security 11: no sign-in waits for that: while hashes are queued the next one renews it', async () => {
  class Busy extends PasswordHasher {
    override hash(): Promise<string> {
      return reject('too_many_requests', { retryAfter: 5 })
    }
  }
  const person = await cabinet.client(await cabinet.company())
  const weak = await hashWith(person.password, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
  await cabinet.db.updateTable('users').set({ password_hash: weak }).where('id', '=', person.userId).execute()
  const ctx = { ...(await cabinet.guest()), hasher: new Busy() }
  const input = { email: person.email, password: person.password, remember: false }
  expect((await signIn(ctx, input, device)).token).toHaveLength(43)
  const { password_hash: kept } = await cabinet.db
    .selectFrom('users')
    .select('password_hash')
    .where('id', '=', person.userId)
    .executeTakeFirstOrThrow()
  expect(kept).toBe(weak)
})

test('security 11: so is it where an invitation asks for the password of an account', async () => {
  const person = await cabinet.client(await cabinet.company())
  const weak = await hashWith(person.password, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
  await cabinet.db.updateTable('users').set({ password_hash: weak }).where('id', '=', person.userId).execute()
  const { token } = await cabinet.invited(await cabinet.company(), 'viewer', person.email)
  await acceptInvitation(await cabinet.guest(), token, { password: person.password }, device)
  const { password_hash: renewed } = await cabinet.db
    .selectFrom('users')
    .select('password_hash')
    .where('id', '=', person.userId)
    .executeTakeFirstOrThrow()
  expect(renewed).toContain('m=19456,t=2,p=1')
})

test('security 11: a hash is queued, and one too many is refused at once with the seconds to wait', async () => {
  const hasher = new PasswordHasher({ concurrency: 1, queueLimit: 2 })
  const served = [hasher.hash('one-one-one'), hasher.hash('two-two-two'), hasher.hash('three-three')]
  expect(hasher.load).toEqual({ running: 1, waiting: 2 })
  await expect(async () => hasher.hash('four-four')).rejects.toMatchObject({
    code: 'too_many_requests',
    retryAfter: 5,
  })
  expect(await Promise.all(served)).toHaveLength(3)
  expect(hasher.load).toEqual({ running: 0, waiting: 0 })
})

test('security 11: who waited too long is refused too, and leaves the queue', async () => {
  // Whose turn never comes.
  const hasher = new PasswordHasher({ concurrency: 0, waitLimitMs: 5 })
  const late = [hasher.hash('one-one-one'), hasher.verify(null, 'two-two-two')]
  expect(hasher.load).toEqual({ running: 0, waiting: 2 })
  for (const outcome of await Promise.allSettled(late)) {
    expect(outcome).toMatchObject({
      status: 'rejected',
      reason: { code: 'too_many_requests', retryAfter: 5 },
    })
  }
  expect(hasher.load).toEqual({ running: 0, waiting: 0 })
})

/** In which order passwords and PINs were compared; of each, how many had been and how many waited when it came. */
class WatchedHasher extends PasswordHasher {
  readonly compared: string[] = []
  readonly comparedBefore = new Map<string, number>()
  readonly waitedBefore = new Map<string, number>()

  override async verify(stored: string | null, password: string, asker?: string): Promise<boolean> {
    this.comparedBefore.set(password, this.compared.length)
    this.waitedBefore.set(password, this.load.waiting)
    const isRight = await super.verify(stored, password, asker)
    this.compared.push(password)
    return isRight
  }
}

test('security 11: a system that sends PINs by the hundred keeps nobody from signing in', async () => {
  const company = await cabinet.company()
  const owner = await cabinet.client(company, 'owner')
  const [card] = await bringCards(owner.ctx, company, [{}])
  const pin = '492516'
  await setCardPin(owner.ctx, company, card?.id ?? 0, { pin })
  const hasher = new WatchedHasher({ concurrency: 1, queueLimit: 60 })
  const pump = { ...(await pumpOf(cabinet)), hasher }
  const { number = '' } = card ?? {}
  const asked = fuelAsked(await cabinet.station(), { by: 'card', number, pin })
  const flood = Promise.allSettled(Array.from({ length: 100 }, () => checkFuel(pump, asked)))
  await expect.poll(() => hasher.load.waiting, { interval: 5, timeout: 10_000 }).toBeGreaterThan(40)
  const guest = { ...(await cabinet.guest()), hasher }
  const { email, password } = owner
  expect((await signIn(guest, { email, password, remember: false }, device)).token).toHaveLength(43)
  // In a queue of whoever comes first, so many would have gone before.
  expect(hasher.waitedBefore.get(password)).toBeGreaterThan(10)
  // The one that is being compared, and at most one more before its turn.
  expect(hasher.compared.indexOf(password)).toBeLessThanOrEqual(
    (hasher.comparedBefore.get(password) ?? 0) + 2,
  )
  await flood
})

test('security 11: the processes of a machine divide its cores among them, and each has one', async () => {
  const running = (processes?: number) => {
    const hasher = new PasswordHasher(processes ? { processes } : {})
    const served = Array.from({ length: 4 }, () => hasher.verify(null, ''))
    return [hasher.load.running, Promise.all(served)] as const
  }
  const [alone, first] = running()
  const [among, second] = running(availableParallelism())
  expect(alone).toBe(Math.min(3, availableParallelism()))
  expect(among).toBe(1)
  await Promise.all([first, second])
})

test.runIf(process.platform === 'linux')('security 11: the threads that hash yield to pages', async () => {
  await new PasswordHasher().verify(null, '')
  expect(poolThreads().length).toBeGreaterThan(0)
  expect(poolThreads().map((thread) => getPriority(thread))).toEqual(poolThreads().map(() => 10))
  expect(getPriority(process.pid)).toBeLessThan(10)
})

test('security 11: an address without an account costs a comparison too, and never matches', async () => {
  expect(await new PasswordHasher().verify(null, '')).toBe(false)
})

test('security 11: a refused password leaves the link alive and the reason beside the field', async () => {
  const { token } = await cabinet.invited(await cabinet.company(), 'owner', newAddress('dana'))
  const accept = async (password: string) =>
    acceptInvitation(await cabinet.guest(), token, { password }, device)
  await expect(accept('short')).rejects.toMatchObject({ code: 'password_too_short', field: 'password' })
  await expect(accept('password1')).rejects.toMatchObject({ code: 'password_common', field: 'password' })
  await expect(accept('Qazaq-Oil')).rejects.toMatchObject({ code: 'password_context', field: 'password' })
  expect((await accept('қара күзде жаңбыр')).kind).toBe('signed_in')
})
