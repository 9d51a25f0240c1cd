import { setTimeout as sleep } from 'node:timers/promises'
import { letTimePass } from '#tests/support/mail.ts'
import { tagOf } from '../invariants/n2-every-letter-ends-once.ts'
import type { Scenario } from '../scenario.ts'
import { invite, newEmail } from '../workload/people.ts'

const AWAY_HOURS = 26

/** Half of what it takes in its last minutes it never confirms; after a day it has forgotten that it took it. */
export const scenario: Scenario = {
  title: `the provider is away for ${AWAY_HOURS} h: at most one mail a letter, or parked for a person`,
  counts: { short: 8, full: 300 },
  seconds: 300,
  async run({ cabinet, people, count, random, fail }) {
    const { provider, db } = cabinet
    provider.next(
      ...Array.from({ length: count }, () => ({ kind: 'cut', accepting: random.next() < 0.5 }) as const),
    )
    provider.always = { kind: 'cut' }
    const emails = Array.from({ length: count }, () => newEmail('away'))
    for (const email of emails) await invite(people.administrator, people.client, email, 'viewer')
    const letters = () =>
      db
        .selectFrom('outbox')
        .select(['id', 'status', 'first_tried_at', 'attempts'])
        .where('to_email', 'in', emails)
        .execute()
    const isTried = async () =>
      (await letters()).every(({ attempts, status }) => attempts > 0 && status === 'pending')
    for (const last = Date.now() + 120_000; Date.now() < last && !(await isTried()); await sleep(50));
    const taken = new Set(provider.messages.map(({ body }) => tagOf(body.tags)))
    await letTimePass(db, `${AWAY_HOURS} hour`)
    provider.forgetKeys()
    provider.always = undefined
    for (const last = Date.now() + 120_000; Date.now() < last; await sleep(50)) {
      if ((await letters()).every(({ status }) => status !== 'pending' && status !== 'sending')) break
    }
    const ended = await letters()
    const parked = ended.filter(({ status }) => status === 'parked')
    const blind = ended.filter(({ id, status }) => taken.has(String(id)) && status !== 'parked')
    if (blind.length > 0) fail(`${blind.length} letters were sent blindly after their keys were gone`)
    return {
      letters: ended.length,
      'taken unheard': ended.filter(({ id }) => taken.has(String(id))).length,
      parked: parked.length,
    }
  },
}
