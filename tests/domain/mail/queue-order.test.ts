import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Context } from '#app/domain/kernel/context.ts'
import { priorityOf, type Urgency, urgencies } from '#app/domain/mail/priorities.ts'
import type { Mailer, OutgoingLetter, ProviderAnswer } from '#app/domain/mail/provider.ts'
import { sendDueMail, sendDueMailNow } from '#app/domain/mail/sender.server.ts'
import { now } from '#db/sql/now.ts'
import { type Cabinet, createCabinet, newAddress } from '#tests/support/fixtures.ts'
import { emptyOutbox, letTimePass, letterOf, letterTo } from '#tests/support/mail.ts'

let cabinet: Cabinet
let ctx: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  ctx = await cabinet.system()
})
afterEach(() => emptyOutbox(cabinet.db))
afterAll(() => cabinet.destroy())

const refusals = {
  quota: { kind: 'quota', reason: 'daily_quota_exceeded', status: 429, message: '' },
  refused: { kind: 'refused', status: 403, message: '' },
  slow: { kind: 'slow_down', seconds: 30, status: 429, message: '' },
} satisfies Record<string, ProviderAnswer>

type Weather = 'open' | 'killed' | keyof typeof refusals

/** Takes `first` letters, then treats every other one so; remembers what it took, in the order in which it came. */
function providerThat(first: number, then: Weather, rate = 400): Mailer & { taken: number[] } {
  const taken: number[] = []
  const send = async (letter: OutgoingLetter): Promise<ProviderAnswer> => {
    if (then !== 'open' && taken.length >= first) {
      if (then === 'killed') throw new Error('killed')
      return refusals[then]
    }
    taken.push(letter.outboxId)
    return {
      kind: 'accepted',
      providerId: `taken-${letter.outboxId}`,
      restSeconds: 0,
      status: 200,
      message: '',
    }
  }
  const silent = () => {}
  return {
    taken,
    provider: { name: 'resend', rate, send, find: async () => 'unknown' },
    log: { info: silent, warn: silent, error: silent },
  }
}

interface Waiting {
  id: number
  priority: number
}

/** What may go now, the longest waiting first: letters under way with a dead worker have to wait for its lease. */
async function mayGo(): Promise<Waiting[]> {
  const { now: asOf } = await cabinet.system()
  const rows = await cabinet.db
    .selectFrom('outbox')
    .select(['id', 'priority', 'status', 'lease_until'])
    .where('status', 'in', ['pending', 'sending', 'parked'])
    .orderBy('id')
    .execute()
  return rows.filter(({ status, lease_until }) => status !== 'sending' || (lease_until && lease_until < asOf))
}

const weather = fc.constantFrom<Weather>('open', 'quota', 'refused', 'slow', 'killed')
const step = fc.record({
  newLetters: fc.array(fc.constantFrom<Urgency>(...urgencies), { maxLength: 4 }),
  first: fc.nat({ max: 9 }),
  weather,
  passes: fc.constantFrom('1 second', '40 second', '2 minute', '10 minute'),
  byHand: fc.boolean(),
} as const)

/** After the fifth refusal in a pause another letter than the first asks whether the provider takes letters again. */
const severalSteps = fc
  .array(step, { minLength: 3, maxLength: 8 })
  .filter((steps) => steps.filter(({ weather }) => weather === 'refused').length <= 5)

test('within a priority letters leave in the order in which they came, whatever pauses, probes and crashes there are', async () => {
  await fc.assert(
    fc.asyncProperty(severalSteps, async (steps) => {
      await emptyOutbox(cabinet.db)
      for (const urgency of urgencies) await fillQueue(2, urgency)
      for (const { newLetters, first, weather, passes, byHand } of steps) {
        for (const urgency of newLetters) await fillQueue(1, urgency)
        await letTimePass(cabinet.db, passes)
        await runOnce(providerThat(first, weather), byHand)
      }
      await letTimePass(cabinet.db, '10 minute')
      await runOnce(providerThat(0, 'open'), true)
      expect(await mayGo()).toEqual([])
    }),
    { numRuns: 15 },
  )
})

test('the letters that left beside one whose sending failed are marked before the sender ends', async () => {
  const [first, ...others] = await fillQueue(3, 'single')
  const mailer = providerThat(0, 'open')
  const { send } = mailer.provider
  mailer.provider.send = async (letter) => {
    if (letter.outboxId === first) throw new Error('killed')
    await sleep(100)
    return send(letter)
  }
  await expect(sendDueMail(ctx, mailer)).rejects.toThrow('killed')
  for (const id of others) expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'sent' })
})

test('a letter that is refused for its own sake lets the others pass and waits for staff', async () => {
  const [bad, ...good] = await fillQueue(12, 'single')
  const mailer = providerThat(0, 'open')
  const { send } = mailer.provider
  let asked = 0
  mailer.provider.send = (letter) => {
    if (letter.outboxId !== bad) return send(letter)
    asked++
    return Promise.resolve(refusals.refused)
  }
  for (let minute = 0; minute < 9; minute++) {
    await sendDueMail(ctx, mailer)
    await letTimePass(cabinet.db, '2 minute')
    good.push(...(await fillQueue(1, 'single')))
  }
  await sendDueMail(ctx, mailer)
  expect(mailer.taken.toSorted((a, b) => a - b)).toEqual(good)
  expect(await letterOf(cabinet.db, bad ?? 0)).toMatchObject({
    status: 'parked',
    last_error: 'provider_refused',
  })
  expect(asked).toBeLessThan(9)
})

test('letters that an outage refused one after another are all sent when it is over', async () => {
  const ids = await fillQueue(12, 'single')
  for (let minute = 0; minute < 14; minute++) {
    await sendDueMail(ctx, providerThat(0, 'refused'))
    await letTimePass(cabinet.db, '2 minute')
  }
  const healed = providerThat(0, 'open')
  await sendDueMail(ctx, healed)
  expect(healed.taken.toSorted((a, b) => a - b)).toEqual(ids)
})

async function runOnce(mailer: Mailer & { taken: number[] }, byHand: boolean): Promise<void> {
  const waiting = await mayGo()
  await (byHand ? sendDueMailNow : sendDueMail)(ctx, mailer).catch((error: unknown) => {
    expect(error).toMatchObject({ message: 'killed' })
  })
  for (const urgency of urgencies) {
    const queue = waiting.filter(({ priority }) => priority === priorityOf(urgency)).map(({ id }) => id)
    const gone = mailer.taken.filter((id) => queue.includes(id))
    expect(gone).toEqual(queue.slice(0, gone.length))
  }
}

test('a queue of a thousand letters comes out of a used-up quota in the order in which it was', async () => {
  const ids = await fillQueue(1_000, 'bulk')
  const taken: number[] = []
  for (const [first, then] of [
    [40, 'quota'],
    [0, 'quota'],
    [0, 'quota'],
    [3, 'refused'],
    [0, 'refused'],
  ] as const) {
    const mailer = providerThat(first, then)
    await sendDueMail(ctx, mailer)
    taken.push(...mailer.taken)
    await letTimePass(cabinet.db, '10 minute')
  }
  const healed = providerThat(0, 'open', 4_000)
  await sendDueMail(ctx, healed)
  expect([...taken, ...healed.taken]).toEqual(ids)
})

test('on a paused queue one letter asks for all, until the provider takes it', async () => {
  await fillQueue(20, 'single')
  await sendDueMail(ctx, providerThat(0, 'quota'))
  await letTimePass(cabinet.db, '10 minute')
  let asked = 0
  const mailer = providerThat(0, 'quota')
  const { send } = mailer.provider
  mailer.provider.send = (letter) => {
    asked++
    return send(letter)
  }
  await Promise.all([sendDueMail(ctx, mailer), sendDueMail(ctx, mailer)])
  expect(asked).toBe(1)
})

/** Two letters a second: so many leave in the two seconds after a person asks for one. */
const SLOTS_OF_TWO_SECONDS = 4

/** A reset asked for when `before` letters have gone, of a thousand that wait. @returns how many went between. */
async function overtakenBy(before: number, rate: number): Promise<number> {
  await fillQueue(500, 'single')
  await fillQueue(500, 'bulk')
  const stop = new AbortController()
  const mailer = providerThat(0, 'open', rate)
  let reset: number | undefined
  const { send } = mailer.provider
  mailer.provider.send = async (letter) => {
    if (mailer.taken.length === before) reset = await letterTo(ctx, newAddress(), { urgency: 'awaited' })
    if (letter.outboxId === reset || mailer.taken.length > before + 9) stop.abort()
    return send(letter)
  }
  await sendDueMail(ctx, mailer, stop.signal)
  expect(mailer.taken).toContain(reset)
  return mailer.taken.indexOf(reset ?? 0) - before
}

test('a reset overtakes a thousand single and bulk letters within two seconds of two letters each', async () => {
  expect(await overtakenBy(3, 2)).toBeLessThanOrEqual(SLOTS_OF_TWO_SECONDS)
})

// Two of eight turns begin with the letters of a lower priority. A quicker pace with one letter a claim, as at two a second.
test.each([0, 1, 2, 3, 4, 5, 6, 7])(
  'a reset overtakes the queue at whichever turn it is asked for: %i of eight',
  async (turn) => {
    expect(await overtakenBy(turn, 15)).toBeLessThanOrEqual(SLOTS_OF_TWO_SECONDS)
  },
)

test('single and bulk letters keep a share of the queue while letters that people wait for never end', async () => {
  await fillQueue(40, 'bulk')
  await fillQueue(40, 'single')
  await fillQueue(400, 'awaited')
  const priorities = new Map(
    (await cabinet.db.selectFrom('outbox').select(['id', 'priority']).execute()).map((row) => [
      row.id,
      row.priority,
    ]),
  )
  const stop = new AbortController()
  const mailer = providerThat(0, 'open', 15)
  const { send } = mailer.provider
  mailer.provider.send = (letter) => {
    if (mailer.taken.length >= 31) stop.abort()
    return send(letter)
  }
  await sendDueMail(ctx, mailer, stop.signal)
  const counts = urgencies.map((urgency) => {
    return mailer.taken.slice(0, 32).filter((id) => priorities.get(id) === priorityOf(urgency)).length
  })
  expect(counts).toEqual([24, 4, 4])
})

/** Copies of one letter, made as quickly as a bulk act makes them. */
async function fillQueue(count: number, urgency: Urgency): Promise<number[]> {
  const first = await letterTo(ctx, newAddress(), { urgency })
  const { id: _id, ...letter } = await letterOf(cabinet.db, first)
  const copies = Array.from({ length: count - 1 }, () => ({ ...letter, due_at: now }))
  if (copies.length > 0) await cabinet.db.insertInto('outbox').values(copies).execute()
  const rows = await cabinet.db
    .selectFrom('outbox')
    .select('id')
    .where('id', '>=', first)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}
