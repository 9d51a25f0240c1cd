import { everyDoor } from '#tests/routes/sweep/site-map.ts'
import type { Operation } from '../ledger/ledger.ts'
import type { Scenario, Stage } from '../scenario.ts'
import { settle } from '../settle.ts'
import {
  accept,
  bringIn,
  type Client,
  invite,
  letterTo,
  newBin,
  newClient,
  newEmail,
  PASSWORD,
} from '../workload/cast.ts'
import { bodyOf, type FoundForm, formsWithin, patternOf } from '../workload/forms.ts'
import { signIn } from '../workload/journeys.ts'
import { Person } from '../workload/person.ts'

/** Said again each time it is asked for: another session, another look, another bad password. */
const REPEATABLE = new Set(['session.started', 'coupon.qr_shown', 'sign_in.refused'])
/** What one form does brings out the next: who is disabled can be enabled. */
const PASSES = [1, 2, 3]
/** They end what the others need. */
const LAST = /sign-out|sessions|disable|close|remove|role|password|revoke|discard|commit/

/** What two at once must do once, ten at once must do once; where forms stand is found, not listed. */
export const scenario: Scenario = {
  title: 'every form sent several times at once: one effect',
  counts: { short: 2, full: 10 },
  seconds: 300,
  async run(stage) {
    const { count, fail } = stage
    const visitors = await visitorsOf(stage)
    const sent = new Map<string, number>()
    for (const times of new Set([2, Math.max(2, count)])) {
      for (const pass of stage.isShort ? PASSES.slice(0, 2) : PASSES) {
        if (pass > 1) await settle(stage.cabinet, stage.isShort)
        for (const { person, starts, changes } of visitors) {
          if (pass > 1 && !changes) continue
          const forms = await formsWithin(person, starts)
          const inOrder = forms.sort((a, b) => Number(LAST.test(a.action)) - Number(LAST.test(b.action)))
          for (const form of inOrder) {
            const pattern = patternOf(form.action)
            if (sent.get(pattern) === times) continue
            const effects = await effectsOf(stage, await sendAtOnce(person, form, times))
            sent.set(pattern, times)
            for (const [effect, rows] of effects)
              if (rows > 1) fail(`${pattern} x ${times}: ${effect} ${rows} times`)
          }
        }
      }
    }
    const unsent = (await actingPatterns()).filter((pattern) => !sent.has(pattern))
    return { forms: sent.size, 'not reached': unsent.join(' ') || 'none' }
  },
}

/** Every URL that takes a form, by the site map. */
async function actingPatterns(): Promise<string[]> {
  const doors = await everyDoor()
  return doors.filter(({ acts }) => acts).map(({ pattern }) => pattern.replace(/:(?!token)\w+/g, ':id'))
}

interface Visitor {
  person: Person
  /** Where they begin to look. */
  starts: string[]
  /** What they did brings out other forms, so they look again. */
  changes?: true
}

/**
 * Who sends them, and where each begins to look. Nobody of the cast: accounts are disabled and companies closed here.
 */
async function visitorsOf(stage: Stage): Promise<Visitor[]> {
  const { cabinet, ledger, cast } = stage
  const client = await newClient(cast.administrator)
  const other = await newClient(cast.administrator)
  const newPerson = (name: string) => new Person(cabinet, ledger, newEmail(name))
  const joined = async (name: string, to: Client = client, role = 'viewer') => {
    const person = newPerson(name)
    await invite(cast.administrator, to, person.email, role)
    await accept(person)
    return person
  }
  const staff = async (role: string) => {
    const person = newPerson(role)
    await cast.administrator.mustAct({
      claim: { action: 'invitation.sent' },
      path: '/admin/invitations/colleague',
      fields: { email: person.email, role, locale: 'ru', name: '' },
    })
    await accept(person)
    return person
  }
  const [administrator, support, owner, colleague, blocked, forgetful] = await Promise.all([
    staff('administrator'),
    staff('support'),
    joined('owner', client, 'owner'),
    joined('colleague'),
    joined('blocked'),
    joined('forgetful'),
  ])
  const [[card], [coupon]] = await Promise.all([
    bringIn(cast.administrator, 'cards', client, 1),
    bringIn(cast.administrator, 'coupons', client, 1),
  ])
  const guest = newPerson('guest')
  const invited = newPerson('link')
  const waiting = newPerson('waits')
  for (const { email } of [invited, waiting]) await invite(cast.administrator, client, email, 'viewer')
  for (const guess of [1, 2, 3]) await signIn(blocked, `не тот пароль ${guess}`)
  // Two companies, two sessions, and a password that was forgotten.
  await invite(cast.administrator, other, colleague.email, 'viewer')
  await accept(colleague, PASSWORD, 1)
  await signIn(colleague.elsewhere(), PASSWORD)
  await forgetful.mustAct({
    claim: { action: 'password_reset.requested' },
    path: '/forgot-password',
    fields: { email: forgetful.email },
  })
  const reset = await letterTo(forgetful, '/set-password/')
  const asker = newPerson('asks')
  await asker.mustAct({
    claim: { action: 'request.received' },
    path: '/registration',
    fields: request(asker),
  })
  const letter = await parkedLetter(stage)
  const user = async ({ email }: Person) => `/admin/users/${await idOfUser(stage, email)}`
  return [
    {
      person: guest,
      starts: ['/sign-in', '/registration', '/forgot-password', '/resend-instructions', reset],
    },
    { person: invited, starts: [await letterTo(invited, '/invitation/')] },
    {
      person: owner,
      starts: ['/cabinet', '/team', '/profile', `/cards/${card?.id}`, `/coupons/${coupon?.id}`],
      changes: true,
    },
    { person: colleague, starts: ['/profile', '/cabinet'] },
    { person: administrator, starts: [await user(blocked)], changes: true },
    { person: administrator, starts: [await user(support)] },
    {
      person: administrator,
      starts: [`/admin/companies/${client.companyId}`, letter, '/admin', '/admin/requests', '/admin/imports'],
      changes: true,
    },
  ]
}

function request({ email }: Person) {
  const company = { bin: newBin(), companyName: 'ТОО «Жетісу»', city: '', comment: '' }
  return { ...company, contactName: 'Айгүл', email, phone: '+7 701 000 00 00', consent: 'on' }
}

async function idOfUser({ cabinet }: Stage, email: string): Promise<number> {
  const row = await cabinet.db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst()
  return row?.id ?? 0
}

/** One that went out, as if nobody had heard of it: sending it again has no effect while its key lives. */
async function parkedLetter({ cabinet: { db } }: Stage): Promise<string> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('status', '=', 'sent')
    .where('link_id', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  await db
    .updateTable('outbox')
    .set({ status: 'parked', last_error: 'outcome_unknown' })
    .where('id', '=', row?.id ?? 0)
    .execute()
  return `/admin/mail/${row?.id}`
}

function sendAtOnce(person: Person, form: FoundForm, times: number): Promise<Operation[]> {
  const { nonce = `seeded-${form.action}-${times}`, ...fields } = form.fields
  const body = bodyOf({ ...form, fields })
  return Promise.all(
    Array.from({ length: times }, () =>
      person.act({
        claim: { action: `form ${patternOf(form.action)}`, shared: true },
        path: form.action,
        nonce,
        patienceMs: 0,
        ...body,
      }),
    ),
  )
}

/** What the audit log has of these requests, by action and subject, and the letters that they wrote. */
async function effectsOf({ cabinet }: Stage, operations: readonly Operation[]): Promise<[string, number][]> {
  const requests = operations.flatMap(({ attempts }) => attempts.map(({ requestId }) => requestId))
  const rows = await cabinet.db
    .selectFrom('audit_log')
    .select(['action', 'subject_kind', 'subject_id'])
    .where('request_id', 'in', requests)
    .execute()
  // Each new thing has an id of its own: of what is made, all count together.
  const effects = Map.groupBy(
    rows.filter(({ action }) => !REPEATABLE.has(action)),
    ({ action, subject_kind, subject_id }) =>
      MAKES.test(action) ? action : `${action} of ${subject_kind} ${subject_id}`,
  )
  return [...effects].map(([effect, same]) => [effect, same.length])
}

const MAKES = /\.(?:created|sent|uploaded|received)$/
