import { setTimeout as sleep } from 'node:timers/promises'
import { system, testContext } from '#tests/support/context.ts'
import { letterTo as bulkLetterTo } from '#tests/support/mail.ts'
import { tagOf } from '../invariants/n2-every-letter-ends-once.ts'
import { outcomeOf } from '../ledger/ledger.ts'
import type { Scenario, Stage } from '../scenario.ts'
import { accept, invite, newEmail, PASSWORD } from '../workload/cast.ts'
import { signIn } from '../workload/journeys.ts'
import { Person } from '../workload/person.ts'
import { quantile } from './contention.ts'

const PEOPLE = { short: 2, full: 40 }
const P99_S = 1.5
/** As operators set it: a few letters a second, so that a queue is a queue. */
const MAIL_RATE = 20

export const scenario: Scenario = {
  title: `the provider hangs, letters queue: sign-in and forgotten password p99 below ${P99_S} s, resets overtake bulk`,
  counts: { short: 30, full: 1_000 },
  seconds: 400,
  async run(stage) {
    const { cabinet, count, isShort, fail } = stage
    const { provider } = cabinet
    const people = await peopleOf(stage, PEOPLE[isShort ? 'short' : 'full'])
    await cabinet.worker.kill()
    const slow = cabinet.addWorker({ env: { MAIL_RATE: String(MAIL_RATE) } })
    await slow.start()
    provider.latency = isShort ? 1_500 : 120_000
    await queue(stage, count)
    await sleep(isShort ? 500 : 5_000)
    const before = provider.messages.length
    const times: number[] = []
    for (const person of people) {
      const asked = await person.act({
        claim: { action: 'password_reset.requested' },
        path: '/forgot-password',
        fields: { email: person.email },
      })
      const entered = await signIn(person.elsewhere(), PASSWORD)
      for (const done of [asked, entered]) {
        if (outcomeOf(done) !== 'acknowledged') fail(`${done.path} was not answered while mail hung`)
        times.push(...done.attempts.map(({ milliseconds }) => milliseconds / 1000))
      }
    }
    provider.latency = 0
    const overtaken = await bulkBefore(stage, people, before)
    await cabinet.retire(slow)
    await cabinet.heal()
    const p99 = quantile(times, 0.99)
    if (!isShort && p99 > P99_S) fail(`p99 ${p99.toFixed(2)} s while mail hung`)
    // What was under way when a reset was asked for, and what a lane takes before it looks again.
    if (overtaken > count / 2) fail(`${overtaken} of ${count} bulk letters went before the resets`)
    return { 'p99 s': p99.toFixed(2), 'bulk before the last reset': overtaken }
  },
}

async function peopleOf({ cabinet, ledger, cast }: Stage, count: number): Promise<Person[]> {
  const people: Person[] = []
  for (let number = 0; number < count; number++) {
    const person = new Person(cabinet, ledger, newEmail('waiting'))
    await invite(cast.administrator, cast.client, person.email)
    await accept(person)
    people.push(person)
  }
  return people
}

async function queue({ cabinet: { db } }: Stage, count: number): Promise<void> {
  const ctx = await testContext(db, { actor: system })
  for (let number = 0; number < count; number++) await bulkLetterTo(ctx, newEmail('bulk'), { bulk: true })
}

/** How many bulk letters the provider took until every reset was out. */
async function bulkBefore(
  { cabinet, ledger, isShort }: Stage,
  people: readonly Person[],
  before: number,
): Promise<number> {
  const { db, provider } = cabinet
  const resets = await db
    .selectFrom('outbox')
    .select('id')
    .where('template', '=', 'password_reset')
    .where(
      'to_email',
      'in',
      people.map(({ email }) => email),
    )
    .execute()
  const waiting = new Set(resets.map(({ id }) => String(id)))
  for (const last = Date.now() + (isShort ? 30_000 : 120_000); Date.now() < last; await sleep(50)) {
    const taken = provider.messages.slice(before).map(({ body }) => tagOf(body.tags))
    const latest = taken.findLastIndex((id) => waiting.has(id))
    if (taken.filter((id) => waiting.has(id)).length === waiting.size)
      return taken.slice(0, latest).filter((id) => !waiting.has(id)).length
  }
  ledger.missed.push('the resets did not go out')
  return 0
}
