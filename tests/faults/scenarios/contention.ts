import type { Operation } from '../ledger/ledger.ts'
import type { Scenario, Stage } from '../scenario.ts'
import { bringIn, invite, letterTo, newEmail, PASSWORD } from '../workload/cast.ts'
import { signIn } from '../workload/journeys.ts'
import { Person } from '../workload/person.ts'

const RIVALS = 60
const P99_S = 2

/** One card, one letter's link, one address, one import: sixty at once on each. */
export const scenario: Scenario = {
  title: `${RIVALS} at once on one row: one effect, no conflict reaches a person, p99 below ${P99_S} s`,
  counts: { short: 1, full: 20 },
  seconds: 600,
  async run(stage) {
    const { ledger, count, isShort, fail } = stage
    const figures: Record<string, string> = {}
    // Sixty passwords are a second of both cores: in full runs only.
    for (const [name, rush] of Object.entries(RUSHES)) {
      if (isShort && name === 'passwords') continue
      const before = ledger.operations.length
      for (let round = 0; round < count; round++) await rush(stage)
      const seconds = ledger.operations
        .slice(before)
        .flatMap(({ attempts }) => attempts.map(({ milliseconds }) => milliseconds / 1000))
      const p99 = quantile(seconds, 0.99)
      figures[`${name} p99 s`] = p99.toFixed(2)
      if (!isShort && p99 > P99_S) fail(`${name}: p99 ${p99.toFixed(2)} s`)
    }
    const attempts = ledger.operations.flatMap((operation) => operation.attempts)
    const conflicts = attempts.filter(
      ({ status, code }) => code === 'conflict_try_again' || status === null || status >= 500,
    )
    if (conflicts.length > 0) fail(`${conflicts.length} of ${attempts.length} heard of a conflict`)
    return { ...figures, requests: attempts.length }
  },
}

type Rush = (stage: Stage) => Promise<void>

const RUSHES: Record<string, Rush> = {
  async card(stage) {
    const { administrator, client, owner } = stage.cast
    const [card] = await bringIn(administrator, 'cards', client, 1)
    const blocked = await atOnce(() =>
      owner.act({
        claim: { action: 'card.blocked', shared: true },
        path: `/cards/${card?.id}/block`,
        fields: { reason: '' },
      }),
    )
    await expectOne(stage, blocked)
  },
  async passwords(stage) {
    const person = await newcomer(stage)
    const link = await letterTo(person, '/invitation/')
    const accepted = await atOnce(() =>
      new Person(stage.cabinet, stage.ledger, person.email).act({
        claim: { action: 'invitation.accepted', shared: true },
        path: link,
        fields: { password: PASSWORD, passwordConfirmation: PASSWORD },
      }),
    )
    await expectOne(stage, accepted)
    // At most three are compared, whoever asks: N3.
    await atOnce((rival) => signIn(person, `не тот пароль ${rival}`, { patienceMs: 0 }))
  },
  async invitation(stage) {
    const email = newEmail('wanted')
    const { administrator, client } = stage.cast
    const sent = await atOnce(() =>
      administrator.act({
        claim: { action: 'invitation.sent', shared: true },
        path: '/admin/invitations/new',
        fields: { email, companyId: String(client.companyId), role: 'viewer', locale: 'ru', name: '' },
      }),
    )
    await expectOne(stage, sent)
  },
}

async function newcomer({ cabinet, ledger, cast }: Stage): Promise<Person> {
  const person = new Person(cabinet, ledger, newEmail('rush'))
  await invite(cast.administrator, cast.client, person.email)
  return person
}

function atOnce(act: (rival: number) => Promise<Operation>): Promise<Operation[]> {
  return Promise.all(Array.from({ length: RIVALS }, (_, rival) => act(rival)))
}

/** By the audit log: of all rivals one did it. */
async function expectOne({ cabinet, fail }: Stage, rivals: readonly Operation[]): Promise<void> {
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
