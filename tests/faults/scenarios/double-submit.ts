import { randomBytes } from 'node:crypto'
import { everyRoute } from '#tests/routes/sweep/site-map.ts'
import type { Scenario, ScenarioContext } from '../scenario.ts'
import { settle } from '../settle.ts'
import { bodyOf, type FoundForm, formsWithin, patternOf } from '../workload/forms.ts'
import { signIn } from '../workload/journeys.ts'
import {
  accept,
  bringIn,
  type Client,
  idIn,
  invite,
  letterTo,
  newBin,
  newClient,
  newEmail,
  newNumbers,
  PASSWORD,
  upload,
} from '../workload/people.ts'
import { type Answer, codeIn, Person } from '../workload/person.ts'

/** Said again each time it is asked for: another session, another look, another bad password. */
const REPEATABLE = new Set(['session.started', 'coupon.qr_shown', 'sign_in.refused'])
/** What one form does brings out the next: who is disabled can be enabled. */
const PASSES = [1, 2, 3]
/** Forms that the pages of this scene do not lead to, or that are refused as the page fills them in. */
const ELSEWHERE: Record<string, string> = {
  '/orders/new': 'tests/routes/client/orders.test.ts',
  '/orders/:id/edit': 'tests/routes/client/orders.test.ts',
  '/orders/:id/send': 'tests/routes/client/orders.test.ts',
  '/orders/:id/cancel': 'tests/routes/client/orders.test.ts',
  '/admin/orders/:id/issue-invoice': 'tests/routes/client/orders.test.ts',
  '/admin/orders/:id/pay': 'tests/routes/client/orders.test.ts',
  '/admin/orders/:id/issue': 'tests/routes/client/orders.test.ts',
  '/admin/orders/:id/refuse': 'tests/routes/client/orders.test.ts',
  '/coupons/:id/new-code': 'tests/routes/client/issued-coupons.test.ts',
  '/admin/payments/import': 'tests/routes/admin/payments.test.ts',
  '/admin/payments/:id/match': 'tests/routes/admin/payments.test.ts',
  '/admin/payments/:id/undo': 'tests/routes/admin/payments.test.ts',
  '/admin/payments/:id/set-aside': 'tests/routes/admin/payments.test.ts',
  '/admin/payments/:id/reopen': 'tests/routes/admin/payments.test.ts',
  '/admin/companies/:id/contracts/new': 'tests/routes/admin/money.test.ts',
  '/admin/companies/:id/contracts/:id/edit': 'tests/routes/admin/money.test.ts',
  '/admin/companies/:id/account/new': 'tests/routes/admin/money.test.ts',
  '/admin/companies/:id/account/promise': 'tests/routes/admin/money.test.ts',
  '/admin/companies/:id/account/promises/:id/withdraw': 'tests/routes/admin/money.test.ts',
  '/admin/prices/new': 'tests/routes/admin/money.test.ts',
  '/admin/prices/:id': 'tests/routes/admin/money.test.ts',
  '/admin/prices/:id/cancel': 'tests/routes/admin/money.test.ts',
  '/admin/imports/:id/stop': 'tests/domain/imports/deciding.test.ts, while a check runs',
  '/integrations/:id/replace': 'tests/routes/admin/api-keys.test.ts',
  '/integrations/:id/revoke': 'tests/routes/admin/api-keys.test.ts',
  '/admin/stations/:id/close': 'tests/routes/admin/stations.test.ts',
  '/admin/stations/:id/shortage': 'tests/routes/admin/stations.test.ts',
  '/admin/stations/:id/outages/:id/lift': 'tests/routes/admin/stations.test.ts',
  '/admin/stations-network': 'tests/routes/admin/signals.test.ts',
  '/admin/stations-network/:id/lift': 'tests/routes/admin/signals.test.ts',
  '/admin/shifts/:id/fills/:id/take-back': 'tests/routes/till.test.ts',
  '/admin/signals/:id/settle': 'tests/domain/signals/finding.test.ts',
  '/transactions/:id/not-received': 'tests/domain/signals/finding.test.ts',
  '/unusual/:id/settle': 'tests/domain/unusual/unusual-fills.test.ts',
  '/cards/bulk': 'tests/routes/client/bulk-changes.test.ts',
  '/coupons/:id/return': 'tests/routes/client/returns.test.ts',
  '/handovers/:id/return': 'tests/routes/client/returns.test.ts',
  '/admin/service-requests/:id/exchange': 'tests/routes/client/returns.test.ts',
  '/coupons/request': 'tests/routes/client/expiries.test.ts',
  '/admin/service-requests/:id/extend': 'tests/routes/client/expiries.test.ts',
  '/coupons/bulk': 'tests/routes/client/bulk-changes.test.ts',
  '/bulk-changes/:id/undo': 'tests/routes/client/bulk-changes.test.ts',
  '/cards/:id/pin': 'tests/routes/client/cards-and-coupons.test.ts',
  '/cards/:id/pin/remove': 'tests/routes/client/cards-and-coupons.test.ts',
  '/cards/:id/rule': 'tests/routes/client/card-rules.test.ts',
  '/cards/:id/rule/remove': 'tests/routes/client/card-rules.test.ts',
  '/cards/:id/rule/permit': 'tests/routes/client/card-rules.test.ts',
  '/cards/:id/rule/end': 'tests/routes/client/card-rules.test.ts',
  '/cards/:id/assignment': 'tests/routes/client/fleet.test.ts',
  '/coupons/:id/assignment': 'tests/routes/client/fleet.test.ts',
  '/coupons/:id/hand-over': 'tests/routes/driver.test.ts',
  '/coupons/hand-over': 'tests/routes/driver.test.ts',
  '/coupons/print': 'tests/routes/client/prints.test.ts, a showing each time',
  '/coupons/print.pdf': 'tests/routes/client/prints.test.ts, a showing each time',
  '/r/:token': 'tests/routes/reader.test.ts, a visit each time',
  '/readonly-links/new': 'tests/routes/reader.test.ts',
  '/readonly-links/:id/revoke': 'tests/routes/reader.test.ts',
  '/handovers/:id/recall': 'tests/routes/driver.test.ts',
  '/handovers/:id/renew': 'tests/routes/driver.test.ts',
  '/handovers/:id/help/:id': 'tests/routes/driver.test.ts',
  '/d/:token': 'tests/domain/handovers/handovers.test.ts, one page sent twice',
  '/d/:token/keep': 'tests/routes/driver.test.ts, a showing each time',
  '/d/:token/help': 'tests/routes/driver.test.ts',
  '/drivers/new': 'tests/routes/client/fleet.test.ts',
  '/drivers/import': 'tests/routes/client/fleet.test.ts',
  '/drivers/import/commit': 'tests/routes/client/fleet.test.ts',
  '/drivers/:id/edit': 'tests/routes/client/fleet.test.ts',
  '/drivers/:id/archive': 'tests/routes/client/fleet.test.ts',
  '/drivers/:id/restore': 'tests/routes/client/fleet.test.ts',
  '/vehicles/new': 'tests/routes/client/fleet.test.ts',
  '/vehicles/import': 'tests/routes/client/fleet.test.ts',
  '/vehicles/import/commit': 'tests/routes/client/fleet.test.ts',
  '/vehicles/:id/edit': 'tests/routes/client/fleet.test.ts',
  '/vehicles/:id/odometer': 'tests/routes/client/fleet.test.ts',
  '/vehicles/:id/archive': 'tests/routes/client/fleet.test.ts',
  '/vehicles/:id/restore': 'tests/routes/client/fleet.test.ts',
  '/transactions/:id/odometer': 'tests/routes/client/fleet.test.ts',
  '/cards/:id/rule/template': 'tests/routes/client/shared-rules.test.ts',
  '/cards/:id/rule/own': 'tests/routes/client/shared-rules.test.ts',
  '/cards/:id/group': 'tests/routes/client/shared-rules.test.ts',
  '/rules/new': 'tests/routes/client/shared-rules.test.ts',
  '/rules/:id': 'tests/routes/client/shared-rules.test.ts',
  '/rules/:id/remove': 'tests/routes/client/shared-rules.test.ts',
  '/rules/shadows/:id/promote': 'tests/routes/client/shared-rules.test.ts',
  '/rules/shadows/:id/drop': 'tests/routes/client/shared-rules.test.ts',
  '/groups/new': 'tests/routes/client/shared-rules.test.ts',
  '/groups/:id': 'tests/routes/client/shared-rules.test.ts',
  '/groups/:id/cards': 'tests/routes/client/shared-rules.test.ts',
  '/groups/:id/cards/remove': 'tests/routes/client/shared-rules.test.ts',
  '/groups/:id/remove': 'tests/routes/client/shared-rules.test.ts',
  '/admin/api-keys/:id/products': 'tests/routes/admin/api-keys.test.ts',
  '/admin/api-keys/:id/products/remove': 'tests/routes/admin/api-keys.test.ts',
  '/admin/products/substitutions': 'tests/routes/admin/products.test.ts',
  '/admin/products/substitutions/:id/end': 'tests/routes/admin/products.test.ts',
  '/integrations/webhooks/new': 'tests/routes/admin/webhooks.test.ts',
  '/integrations/webhooks/:id/edit': 'tests/routes/admin/webhooks.test.ts',
  '/integrations/webhooks/:id/test': 'tests/routes/admin/webhooks.test.ts',
  '/integrations/webhooks/:id/rotate': 'tests/routes/admin/webhooks.test.ts',
  '/integrations/webhooks/:id/disable': 'tests/routes/admin/webhooks.test.ts',
  '/integrations/webhooks/:id/enable': 'tests/routes/admin/webhooks.test.ts',
  '/integrations/webhooks/:id/delete': 'tests/routes/admin/webhooks.test.ts',
  '/integrations/webhooks/:id/deliveries/:id/resend': 'tests/routes/admin/webhooks.test.ts',
  '/admin/webhooks/new': 'tests/routes/admin/webhooks.test.ts',
  '/admin/webhooks/:id/edit': 'tests/routes/admin/webhooks.test.ts',
  '/admin/webhooks/:id/test': 'tests/routes/admin/webhooks.test.ts',
  '/admin/webhooks/:id/rotate': 'tests/routes/admin/webhooks.test.ts',
  '/admin/webhooks/:id/disable': 'tests/routes/admin/webhooks.test.ts',
  '/admin/webhooks/:id/enable': 'tests/routes/admin/webhooks.test.ts',
  '/admin/webhooks/:id/delete': 'tests/routes/admin/webhooks.test.ts',
  '/admin/webhooks/:id/deliveries/:id/resend': 'tests/routes/admin/webhooks.test.ts',
  '/admin/announcements/new': 'tests/routes/admin/announcements.test.ts',
  '/admin/announcements/:id/withdraw': 'tests/routes/admin/announcements.test.ts',
  '/announcements/:id/read': 'tests/routes/admin/announcements.test.ts',
  '/admin/phone-authorizations/new': 'tests/routes/admin/phone.test.ts',
  '/admin/phone-authorizations/:id/settle': 'tests/routes/admin/phone.test.ts',
  '/admin/shifts/:id/end': 'tests/domain/till/till.test.ts',
  '/till/authorizations': 'tests/domain/till/till.test.ts',
  '/till/authorizations/:id/complete': 'tests/domain/till/till.test.ts',
  '/till/authorizations/:id/less': 'tests/domain/till/till.test.ts',
  '/till/authorizations/:id/void': 'tests/domain/till/till.test.ts',
  '/till/scan': 'tests/routes/till.test.ts',
  '/till/scan/:id': 'tests/routes/till.test.ts',
  '/till/authorizations/:id/pump': 'tests/routes/till.test.ts',
  '/till/photo': 'tests/routes/till.test.ts',
  '/till/phone-code': 'tests/domain/pump-operations/by-phone.test.ts',
  '/till/shift': 'tests/domain/till/till.test.ts',
  '/till/shift/unlock': 'tests/domain/till/till.test.ts',
  '/till/shift/resume': 'tests/domain/till/till.test.ts',
  '/till/shift/close': 'tests/domain/till/till.test.ts',
  '/admin/imports/:id/undo': 'tests/domain/imports/deciding.test.ts, after an import took effect',
}
/** They end what the others need; the second kind, their own sender's session. */
const LAST = [/sessions|disable|close|remove|role|revoke|discard|commit/, /sign-out|profile\/password/]
/** Nothing can be done with what it was about afterwards. */
const FINAL = /^\/cards\/:id\/lost$/

/** What two at once must do once, ten at once must do once; where forms stand is found, not listed. */
export const scenario: Scenario = {
  title: 'every form sent several times at once: one effect',
  counts: { short: 2, full: 10 },
  seconds: 300,
  async run(context) {
    const rounds = new Set([2, Math.max(2, context.count)])
    const expected = await actingPatterns()
    for (const times of rounds) {
      const sent = await sendEach(context, times)
      const unsent = expected.filter((pattern) => !sent.has(pattern) && !(pattern in ELSEWHERE))
      if (unsent.length > 0) context.fail(`not reached: ${unsent.join(' ')}`)
    }
    return { forms: expected.length, times: [...rounds].join(' and ') }
  },
}

/** Every form that somebody finds, sent `times` at once. @returns where they went */
async function sendEach(context: ScenarioContext, times: number): Promise<Set<string>> {
  const visitors = await visitorsOf(context)
  const sent = new Set<string>()
  const passes = context.isShort ? PASSES.slice(0, 2) : PASSES
  for (const pass of passes) {
    if (pass > 1) await settle(context.cabinet, context.isShort)
    for (const visitor of visitors) {
      if (pass > 1 && !visitor.changes) continue
      await comeBack(visitor)
      const forms = await formsWithin(visitor.person, visitor.starts)
      for (const form of forms.sort((a, b) => rankOf(a) - rankOf(b))) {
        const pattern = patternOf(form.action)
        if (sent.has(pattern) || (FINAL.test(pattern) && pass < passes.length)) continue
        await comeBack(visitor)
        const answered = await sendAtOnce(visitor, form, times)
        // A form that met a guest, or somebody without the right, was not tried.
        if (answered.some(({ answer }) => isItsOwn(answer))) sent.add(pattern)
        const effects = await effectsOf(context, answered)
        for (const [effect, rows] of effects)
          if (rows > 1) context.fail(`${pattern} x ${times}: ${effect} ${rows} times`)
      }
    }
  }
  return sent
}

/** Every URL that takes a form, by the site map; the page for what is no page answers to any. */
async function actingPatterns(): Promise<string[]> {
  const routes = (await everyRoute()).filter(({ acts, pattern }) => acts && !pattern.includes('*'))
  return routes.map(({ pattern }) => pattern.replace(/:(?!token)\w+/g, ':id'))
}

type Sent = Awaited<ReturnType<Person['act']>>

/** Not turned away for want of a session, of a right or of what it was about. A wrong password is an answer. */
function isItsOwn(answer: Answer): boolean {
  const { status, location } = answer
  if (status === null || location?.startsWith('/sign-in?')) return false
  return status < 400 || codeIn(answer) === 'credentials_wrong'
}

function rankOf({ action }: FoundForm): number {
  return LAST.findIndex((kind) => kind.test(action)) + 1
}

/** Whoever's own form ended the session signs in again. */
async function comeBack({ person, password }: Visitor): Promise<void> {
  if (!password) return
  const { location } = await person.read('/profile')
  if (location?.startsWith('/sign-in')) await signIn(person, password)
}

interface Visitor {
  person: Person
  /** Where they begin to look. */
  starts: string[]
  /** Theirs, as of now; a guest has none. */
  password?: string
  /** What they did brings out other forms, so they look again. */
  changes?: true
}

/**
 * Who sends them, and where each begins to look. Nobody of the people: accounts are disabled and companies closed here.
 */
async function visitorsOf(context: ScenarioContext): Promise<Visitor[]> {
  const { cabinet, history, people } = context
  const client = await newClient(people.administrator)
  const other = await newClient(people.administrator)
  const newPerson = (name: string) => new Person(cabinet, history, newEmail(name))
  const joined = async (name: string, to: Client = client, role = 'viewer') => {
    const person = newPerson(name)
    await invite(people.administrator, to, person.email, role)
    await accept(person)
    return person
  }
  const staff = async (role: string) => {
    const person = newPerson(role)
    await people.administrator.mustAct({
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
  const guest = newPerson('guest')
  const invited = newPerson('link')
  const waiting = newPerson('waits')
  const asker = newPerson('asks')
  const [[card], [coupon], reset, register] = await Promise.all([
    bringIn(people.administrator, 'cards', client, 1),
    bringIn(people.administrator, 'coupons', client, 1),
    resetOf(forgetful),
    upload(people.administrator, 'cards', client, newNumbers(1)),
    block(blocked),
    // Two companies, two sessions.
    joinAgain(people.administrator, other, colleague).then(() => signIn(colleague.elsewhere(), PASSWORD)),
    ...[invited, waiting].map(({ email }) => invite(people.administrator, client, email, 'viewer')),
    asker.mustAct({ claim: { action: 'request.received' }, path: '/registration', fields: request(asker) }),
  ])
  const letter = await parkedLetter(context)
  const [withdrawn, finished, refused] = [await wish(owner), await wish(owner), await wish(owner)]
  // Of each kind of page the first one is read: never that of the people's company, which others need, nor a coupon that
  // a pump has used, which no form can block.
  const company = `/admin/companies/${client.companyId}`
  const things = [`${company}/cards/${card?.id}`, `${company}/coupons/${coupon?.id}`]
  const user = async ({ email }: Person) => `/admin/users/${await idOfUser(context, email)}`
  return [
    {
      person: guest,
      starts: ['/sign-in', '/registration', '/forgot-password', '/resend-instructions', reset],
    },
    { person: invited, starts: [await letterTo(invited, '/invitation/')] },
    {
      person: owner,
      starts: [
        ...['/cabinet', '/team', '/profile', `/cards/${card?.id}`, `/coupons/${coupon?.id}`],
        ...[`/service-requests/${withdrawn}`, '/service-requests/new?kind=new_cards'],
      ],
      password: PASSWORD,
      changes: true,
    },
    { person: colleague, starts: ['/profile', '/cabinet'], password: PASSWORD },
    {
      person: administrator,
      password: PASSWORD,
      starts: [
        ...[company, ...things, `/admin/imports/${register}`, await user(blocked)],
        `/admin/service-requests/${finished}`,
      ],
      changes: true,
    },
    { person: administrator, password: PASSWORD, starts: [company, ...things, await user(support)] },
    {
      person: administrator,
      password: PASSWORD,
      starts: [
        company,
        ...things,
        letter,
        await openException(context),
        `/admin/service-requests/${refused}`,
        '/admin',
        '/admin/requests',
        '/admin/imports',
      ],
      changes: true,
    },
  ]
}

/** @returns the id of a request for new cards. */
async function wish(owner: Person): Promise<number> {
  const { answer } = await owner.mustAct({
    claim: { action: 'service_request.sent' },
    path: '/service-requests/new',
    fields: { kind: 'new_cards', quantity: '1', comment: '' },
  })
  return idIn(answer.location)
}

async function joinAgain(administrator: Person, client: Client, person: Person): Promise<void> {
  await invite(administrator, client, person.email, 'viewer')
  await accept(person, PASSWORD, 1)
}

async function block(person: Person): Promise<void> {
  for (const guess of [1, 2, 3]) await signIn(person, `не тот пароль ${guess}`)
}

/** @returns where the letter leads to, of somebody who forgot the password. */
async function resetOf(person: Person): Promise<string> {
  await person.mustAct({
    claim: { action: 'password_reset.requested' },
    path: '/forgot-password',
    fields: { email: person.email },
  })
  return letterTo(person, '/set-password/')
}

function request({ email }: Person) {
  const company = { bin: newBin(), companyName: 'ТОО «Жетісу»', city: '', comment: '' }
  return { ...company, contactName: 'Айгүл', email, phone: '+7 701 000 00 00', consent: 'on' }
}

async function idOfUser({ cabinet }: ScenarioContext, email: string): Promise<number> {
  const row = await cabinet.db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst()
  return row?.id ?? 0
}

/** One that went out, as if nobody had heard of it: sending it again has no effect while its key lives. */
async function parkedLetter({ cabinet: { db } }: ScenarioContext): Promise<string> {
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

/** Fuel that a station dispensed without asking. */
async function openException({ cabinet: { db } }: ScenarioContext): Promise<string> {
  const { insertId } = await db
    .insertInto('fuel_exceptions')
    .values({
      kind: 'not_approved',
      authorization_id: null,
      transaction_id: null,
      company_id: null,
      station_code: 'АЗС-001',
      identity: randomBytes(32),
      ours: JSON.stringify({ approved: 0 }),
      theirs: JSON.stringify({ volume: 20_000 }),
    })
    .executeTakeFirstOrThrow()
  return `/admin/exceptions/${insertId}`
}

function sendAtOnce(visitor: Visitor, form: FoundForm, times: number): Promise<Sent[]> {
  const { person, password } = visitor
  const { nonce = `seeded-${form.action}-${times}`, ...fields } = form.fields
  if (password && fields.currentPassword) {
    visitor.password = `${password}-2`
    Object.assign(fields, {
      currentPassword: password,
      password: visitor.password,
      passwordConfirmation: visitor.password,
    })
  }
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
async function effectsOf(
  { cabinet }: ScenarioContext,
  operations: readonly Sent[],
): Promise<[string, number][]> {
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
