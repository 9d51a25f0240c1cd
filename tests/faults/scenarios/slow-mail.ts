import { setTimeout as sleep } from 'node:timers/promises'
import { system, testContext } from '#tests/support/context.ts'
import { letterTo as bulkLetterTo } from '#tests/support/mail.ts'
import type { AcceptedMessage, ReceivedRequest } from '#tests/support/resend-stand-in.ts'
import { outcomeOf } from '../history/request-history.ts'
import type { Scenario, ScenarioContext } from '../scenario.ts'
import { signIn } from '../workload/journeys.ts'
import { accept, invite, newEmail, PASSWORD } from '../workload/people.ts'
import { Person } from '../workload/person.ts'
import { quantile } from './contention.ts'

const PEOPLE = { short: 2, full: 40 }
const P99_S = 1.5
/** As operators set it: a few letters a second, so that a queue is a queue. */
const MAIL_RATE = 20
/** Eight lanes with two letters each, at that rate: what is under way when a reset is asked for. */
const UNDER_WAY = 16

export const scenario: Scenario = {
  title: `the provider hangs, letters queue: sign-in and forgotten password p99 below ${P99_S} s, resets overtake bulk`,
  counts: { short: 30, full: 1_000 },
  seconds: 400,
  async run(context) {
    const { cabinet, count, isShort, fail } = context
    const { provider } = cabinet
    const waiting = await waitingPeople(context, PEOPLE[isShort ? 'short' : 'full'])
    await cabinet.worker.kill()
    const slow = cabinet.addWorker({ env: { MAIL_RATE: String(MAIL_RATE) } })
    await slow.start()
    provider.latency = isShort ? 1_500 : 120_000
    await queue(context, count)
    await sleep(isShort ? 500 : 5_000)
    const asked = new Map<string, number>()
    const times: number[] = []
    for (const person of waiting) {
      const request = await person.act({
        claim: { action: 'password_reset.requested' },
        path: '/forgot-password',
        fields: { email: person.email },
      })
      asked.set(person.email, provider.requests.length)
      const entered = await signIn(person.elsewhere(), PASSWORD)
      for (const done of [request, entered]) {
        if (outcomeOf(done) !== 'acknowledged') fail(`${done.path} was not answered while mail hung`)
        times.push(...done.attempts.map(({ milliseconds }) => milliseconds / 1000))
      }
    }
    provider.latency = 0
    const overtaken = await bulkBefore(context, asked)
    await cabinet.retire(slow)
    await cabinet.heal()
    const p99 = quantile(times, 0.99)
    if (!isShort && p99 > P99_S) fail(`p99 ${p99.toFixed(2)} s while mail hung`)
    if (overtaken > UNDER_WAY) fail(`${overtaken} bulk letters went between a reset's request and the reset`)
    return { 'p99 s': p99.toFixed(2), 'bulk before a reset': overtaken }
  },
}

async function waitingPeople(
  { cabinet, history, people }: ScenarioContext,
  count: number,
): Promise<Person[]> {
  const waiting: Person[] = []
  for (let number = 0; number < count; number++) {
    const person = new Person(cabinet, history, newEmail('waiting'))
    await invite(people.administrator, people.client, person.email)
    await accept(person)
    waiting.push(person)
  }
  return waiting
}

async function queue({ cabinet: { db } }: ScenarioContext, count: number): Promise<void> {
  const ctx = await testContext(db, { actor: system })
  for (let number = 0; number < count; number++)
    await bulkLetterTo(ctx, newEmail('bulk'), { urgency: 'bulk' })
}

/** Of bulk letters, how many came to the provider between the request for a reset and the reset, at most. */
async function bulkBefore(
  { cabinet, history, isShort }: ScenarioContext,
  asked: ReadonlyMap<string, number>,
): Promise<number> {
  const { requests } = cabinet.provider
  const letterIn = ({ raw }: ReceivedRequest) => JSON.parse(raw || '{}') as Partial<AcceptedMessage['body']>
  const templateOf = ({ tags = [] }: Partial<AcceptedMessage['body']>) =>
    tags.find(({ name }) => name === 'template')?.value
  const isResetOf = (email: string) => (request: ReceivedRequest) => {
    const letter = letterIn(request)
    return letter.to === email && templateOf(letter) === 'password_reset'
  }
  for (const last = Date.now() + (isShort ? 30_000 : 240_000); Date.now() < last; await sleep(50)) {
    const passed = [...asked].map(([email, from]) => ({ from, until: requests.findIndex(isResetOf(email)) }))
    if (passed.some(({ until }) => until === -1)) continue
    return Math.max(
      ...passed.map(
        ({ from, until }) =>
          requests
            .slice(from, until)
            .filter((request) => templateOf(letterIn(request)) === 'password_changed').length,
      ),
    )
  }
  history.missed.push('the resets did not go out')
  return 0
}
