import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disableUser } from '#app/domain/accounts/user-status.server.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet, newAddress } from '#tests/support/fixtures.ts'
import { compareByRank, median } from './rank-test.ts'

/** Requests of each kind of address to each form; each address is used once a form. */
const COUNT = Number(process.env.TIMING_COUNT ?? 120)
const AT_ONCE = 2
/** Cliff's delta below 0.33 is a small effect; with 120 of each, chance alone gives more than 0.2 once in two hundred. */
const MAX_DELTA = 0.33

const cabinet = await createCabinet()
const app = await startApp(cabinet)
const company = await cabinet.company()
const administrator = await cabinet.staff('administrator')

const MAKERS = {
  unknown: async () => newAddress('nobody'),
  active: async () => (await cabinet.client(company)).email,
  invited: async () => (await cabinet.invited(company)).email,
  async disabled() {
    const { userId, email } = await cabinet.client(company)
    await disableUser(administrator.ctx, userId)
    return email
  },
  blocked: async () => blocked((await cabinet.client(company)).email),
  'blocked and unknown': async () => blocked(newAddress('nobody')),
} satisfies Record<string, () => Promise<string>>
type State = keyof typeof MAKERS

const addresses = new Map<State, string[]>()
const FORMS: [path: string, more: Record<string, string>, pairs: [State, State][]][] = [
  [
    '/sign-in',
    { password: 'not the password' },
    [
      ['active', 'unknown'],
      ['invited', 'unknown'],
      ['disabled', 'unknown'],
      ['blocked', 'blocked and unknown'],
    ],
  ],
  ...['/forgot-password', '/resend-instructions'].map((path): (typeof FORMS)[number] => [
    path,
    {},
    [
      ['active', 'unknown'],
      ['invited', 'unknown'],
      ['disabled', 'unknown'],
      ['blocked', 'unknown'],
    ],
  ]),
]

async function blocked(email: string): Promise<string> {
  for (let n = 0; n < 3; n++) await app.visitor().post('/sign-in', { email, password: 'not the password' })
  return email
}

beforeAll(async () => {
  for (const [state, make] of Object.entries(MAKERS) as [State, () => Promise<string>][])
    addresses.set(state, await Promise.all(Array.from({ length: COUNT }, make)))
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

/** Every kind of address in turn, so that what the machine does meanwhile falls on all alike. */
async function times(path: string, more: Record<string, string>, states: readonly State[]) {
  const taken = new Map<State, number[]>(states.map((state) => [state, []]))
  const queue = Array.from({ length: COUNT }, (_, at) =>
    states.map((state) => ({ state, email: addresses.get(state)?.[at] ?? '' })),
  ).flatMap((round, at) => [...round.slice(at % round.length), ...round.slice(0, at % round.length)])
  const lane = async () => {
    const visitor = app.visitor()
    for (let next = queue.shift(); next; next = queue.shift()) {
      const begun = performance.now()
      const { status } = await visitor.post(path, { email: next.email, ...more })
      taken.get(next.state)?.push(performance.now() - begun)
      expect([next.state, status < 500]).toEqual([next.state, true])
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return taken
}

describe.each(FORMS)('%s', (path, more, pairs) => {
  test('takes as long for an address that is known as for one that is not', async () => {
    const taken = await times(path, more, [...new Set(pairs.flat())])
    const figures = pairs.map(([one, other]) => {
      const [first, second] = [taken.get(one) ?? [], taken.get(other) ?? []]
      const { slower, p } = compareByRank(first, second)
      return {
        form: path,
        one,
        other,
        n: first.length,
        medianOne: median(first),
        medianOther: median(second),
        delta: 2 * slower - 1,
        p,
      }
    })
    for (const { one, other, n, medianOne, medianOther, delta, p } of figures) {
      process.stdout.write(
        `${path}: ${one} ${medianOne.toFixed(1)} ms, ${other} ${medianOther.toFixed(1)} ms, n ${n} each, delta ${delta.toFixed(3)}, p ${p.toFixed(3)}\n`,
      )
    }
    expect(figures.filter(({ delta }) => Math.abs(delta) > MAX_DELTA)).toEqual([])
  })
})
