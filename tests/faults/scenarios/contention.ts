import type { Operation } from '../history/request-history.ts'
import type { Scenario, ScenarioContext } from '../scenario.ts'
import { signIn } from '../workload/journeys.ts'
import { bringIn, invite, letterTo, newEmail, PASSWORD } from '../workload/people.ts'
import { Person } from '../workload/person.ts'

const RIVALS = 60
const P99_S = 2

/** One card, one letter's link, one address, one import: sixty at once on each. */
export const scenario: Scenario = {
  title: `${RIVALS} at once on one row: one effect, no conflict reaches a person, p99 below ${P99_S} s`,
  counts: { short: 1, full: 20 },
  seconds: 600,
  async run(context) {
    const { history, count, isShort, fail } = context
    const figures: Record<string, string> = {}
    // Sixty passwords are a second of both cores: in full runs only.
    for (const [name, rush] of Object.entries(RUSHES)) {
      if (isShort && name === 'passwords') continue
      const before = history.operations.length
      for (let round = 0; round < count; round++) await rush(context)
      const seconds = history.operations
        .slice(before)
        .flatMap(({ attempts }) => attempts.map(({ milliseconds }) => milliseconds / 1000))
      const p99 = quantile(seconds, 0.99)
      figures[`${name} p99 s`] = p99.toFixed(2)
      if (!isShort && p99 > P99_S) fail(`${name}: p99 ${p99.toFixed(2)} s`)
    }
    const attempts = history.operations.flatMap((operation) => operation.attempts)
    const conflicts = attempts.filter(
      ({ status, code }) => code === 'conflict_try_again' || status === null || status >= 500,
    )
    if (conflicts.length > 0) fail(`${conflicts.length} of ${attempts.length} heard of a conflict`)
    return { ...figures, requests: attempts.length }
  },
}

type Rush = (context: ScenarioContext) => Promise<void>

const RUSHES: Record<string, Rush> = {
  async card(context) {
    const { administrator, client, owner } = context.people
    const [card] = await bringIn(administrator, 'cards', client, 1)
    const blocked = await atOnce(() =>
      owner.act({
        claim: { action: 'card.blocked', shared: true },
        path: `/cards/${card?.id}/block`,
        fields: { reason: '' },
      }),
    )
    await expectOne(context, blocked)
  },
  async passwords(context) {
    const person = await newcomer(context)
    const link = await letterTo(person, '/invitation/')
    const accepted = await atOnce(() =>
      new Person(context.cabinet, context.history, person.email).act({
        claim: { action: 'invitation.accepted', shared: true },
        path: link,
        fields: { password: PASSWORD, passwordConfirmation: PASSWORD },
      }),
    )
    await expectOne(context, accepted)
    // At most three are compared, whoever asks: N3.
    await atOnce((rival) => signIn(person, `не тот пароль ${rival}`, { patienceMs: 0 }))
  },
  async invitation(context) {
    const email = newEmail('wanted')
    const { administrator, client } = context.people
    const sent = await atOnce(() =>
      administrator.act({
        claim: { action: 'invitation.sent', shared: true },
        path: '/admin/invitations/new',
        fields: { email, companyId: String(client.companyId), role: 'viewer', locale: 'ru', name: '' },
      }),
    )
    await expectOne(context, sent)
  },
}

async function newcomer({ cabinet, history, people }: ScenarioContext): Promise<Person> {
  const person = new Person(cabinet, history, newEmail('rush'))
  await invite(people.administrator, people.client, person.email)
  return person
}

function atOnce(act: (rival: number) => Promise<Operation>): Promise<Operation[]> {
  return Promise.all(Array.from({ length: RIVALS }, (_, rival) => act(rival)))
}

/** By the audit log: of all rivals one did it. */
async function expectOne({ cabinet, fail }: ScenarioContext, rivals: readonly Operation[]): Promise<void> {
  const action = rivals[0]?.claim.action ?? ''
  const requests = rivals.flatMap(({ attempts }) => attempts.map(({ requestId }) => requestId))
  const rows = await cabinet.db
    .selectFrom('audit_log')
    .select('id')
    .where('action', '=', action)
    .where('request_id', 'in', requests)
    .execute()
  if (rows.length !== 1) fail(`${action} happened ${rows.length} times for ${rivals.length} rivals`)
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
