import type { FaultCabinet } from '../driver/cabinet.ts'
import type { Random } from '../driver/random.ts'
import { outcomeOf, type RequestHistory } from '../history/request-history.ts'
import { fill } from './fills.ts'
import {
  accept,
  bringIn,
  idIn,
  invite,
  letterTo,
  newBin,
  newEmail,
  PASSWORD,
  type People,
  payloadOf,
} from './people.ts'
import { Abandoned, type Answer, codeIn, Person } from './person.ts'
import { Station } from './station.ts'

/** What one journey is told. */
export interface JourneyContext {
  cabinet: FaultCabinet
  history: RequestHistory
  people: People
  random: Random
}

type Journey = (context: JourneyContext) => Promise<void>

/** Ways of people through the cabinet, by the forms they would fill; each with a newcomer of its own. */
export const journeys: Record<string, Journey> = {
  /** Invited, in, out, a wrong password, the right one. */
  async newcomer(context) {
    const person = await invited(context)
    await accept(person)
    await mustSee(person, '/cabinet')
    await signOut(person)
    await signIn(person, `${WRONG}, увы`)
    await signIn(person, PASSWORD)
    await mustSee(person, '/profile')
    person.leave()
  },

  /** Forgets the password; what was open ends. */
  async passwordReset(context) {
    const person = await invited(context)
    await accept(person)
    const elsewhere = new Map(person.cookies)
    const renewed = `${PASSWORD}-${context.random.between(1000, 9999)}`
    await person.mustAct({
      claim: { action: 'password_reset.requested' },
      path: '/forgot-password',
      fields: { email: person.email },
    })
    const { location } = await person.read(await letterTo(person, '/set-password/'))
    await person.mustAct({
      claim: { action: 'password.reset' },
      path: location ?? '',
      fields: { password: renewed, passwordConfirmation: renewed },
    })
    const thief = new Person(context.cabinet, context.history, person.email)
    for (const [name, value] of elsewhere) thief.cookies.set(name, value)
    const seen = await thief.read('/profile')
    if (seen.status === 200) context.history.unfit.push(`${person.email}: a session outlived the reset`)
    await signIn(person, renewed)
    for (const one of [person, thief]) one.leave()
  },

  /** Three bad passwords, and staff who help. */
  async blocked(context) {
    const person = await invited(context)
    await accept(person)
    await signOut(person)
    for (let guess = 1; guess <= 3; guess++) await signIn(person, `${WRONG} ${guess}`)
    const right = await signIn(person, PASSWORD, { patienceMs: 0 })
    if (outcomeOf(right) === 'acknowledged' && (await isBlocked(context, person)))
      context.history.unfit.push(`${person.email} came in while blocked`)
    const { id } = await context.cabinet.db
      .selectFrom('users')
      .select('id')
      .where('email', '=', person.email)
      .executeTakeFirstOrThrow()
    await context.people.administrator.act({
      claim: { action: 'user.unblocked', shared: true },
      path: `/admin/users/${id}/unblock`,
    })
    await signIn(person, PASSWORD)
    person.leave()
  },

  /** A register of cards, one of them stopped and let go. */
  async cards(context) {
    const { administrator, client, owner } = context.people
    for (const { id } of await bringIn(administrator, 'cards', client, context.random.between(1, 3))) {
      await owner.mustAct({
        claim: { action: 'card.blocked' },
        path: `/cards/${id}/block`,
        fields: { reason: 'потеряна' },
      })
      await owner.act({ claim: { action: 'card.unblocked' }, path: `/cards/${id}/unblock` })
    }
  },

  /** A register of coupons; a code is shown, a coupon is stopped. */
  async coupons(context) {
    const { administrator, client, owner } = context.people
    for (const { id } of await bringIn(administrator, 'coupons', client, context.random.between(1, 3))) {
      await owner.act({ claim: { action: 'coupon.qr_shown', repeatable: true }, path: `/coupons/${id}/qr` })
      await owner.act({
        claim: { action: 'coupon.blocked' },
        path: `/coupons/${id}/block`,
        fields: { reason: '' },
      })
    }
  },

  /** A station's own system fuels with new coupons and a new card. */
  async pump(context) {
    const { administrator, client, pump } = context.people
    const [coupon, other] = await bringIn(administrator, 'coupons', client, 2)
    const [card] = await bringIn(administrator, 'cards', client, 1)
    if (!coupon || !other || !card) throw new Abandoned('no card and no coupon')
    const { port } = context.cabinet.balancer
    const station = new Station(pump, context.history, {
      port: () => port,
      patienceMs: administrator.patienceMs,
    })
    const instruments = [coupon, other].map(({ number }) => ({ qr: payloadOf(number) }))
    for (let customers = 0; customers < 6; customers++)
      await fill(station, context.random, context.random.pick([...instruments, { card_number: card.number }]))
    station.leave()
  },

  /** Somebody asks for access and is invited. */
  async accessRequest(context) {
    const person = new Person(context.cabinet, context.history, newEmail('asker'))
    await person.mustAct({
      claim: { action: 'request.received' },
      path: '/registration',
      fields: {
        bin: newBin(),
        companyName: 'ТОО «Жетісу»',
        contactName: 'Айгүл',
        email: person.email,
        phone: '+7 701 000 00 00',
        city: '',
        comment: '',
        consent: 'on',
      },
    })
    const { id } = await context.cabinet.db
      .selectFrom('access_requests')
      .select('id')
      .where('email', '=', person.email)
      .executeTakeFirstOrThrow()
    await context.people.administrator.mustAct({
      claim: { action: 'request.approved' },
      path: `/admin/requests/${id}/approve`,
      fields: { role: 'owner', locale: 'ru' },
    })
    await accept(person)
    person.leave()
  },

  /** An invitation that is taken back: its link is dead. */
  async revokedInvitation(context) {
    const person = new Person(context.cabinet, context.history, newEmail('regret'))
    const { administrator, client } = context.people
    const sent = await invite(administrator, client, person.email, 'viewer')
    if (outcomeOf(sent) !== 'acknowledged') return
    await administrator.mustAct({
      claim: { action: 'invitation.revoked' },
      path: `/admin/invitations/${idIn(sent.answer.location)}/revoke`,
    })
    person.leave()
  },
}

/** One after the other, by chance, until `isOver`; a journey that cannot go on is left. @returns how many were begun. */
async function keepBusy(
  context: JourneyContext,
  { lanes, isOver, only }: { lanes: number; isOver: () => boolean; only?: readonly string[] },
): Promise<number> {
  let begun = 0
  const names = only ?? Object.keys(journeys)
  const lane = async (number: number) => {
    const random = context.random.branch(`lane ${number}`)
    while (!isOver()) {
      begun += 1
      await runJourney({ ...context, random }, random.pick(names))
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)))
  return begun
}

/** Does `work` while people travel, and lets them finish. @returns how many journeys were begun */
export async function underLoad(
  context: JourneyContext,
  options: { lanes: number; only?: readonly string[] },
  work: () => Promise<unknown>,
): Promise<number> {
  let isOver = false
  const load = keepBusy(context, { ...options, isOver: () => isOver })
  try {
    await work()
  } finally {
    isOver = true
  }
  return load
}

/** One journey, as far as it leads. */
export async function runJourney(context: JourneyContext, name: string): Promise<void> {
  const journey = journeys[name]
  if (!journey) throw new Error(`no journey is called ${name}`)
  try {
    await journey(context)
  } catch (error) {
    // The driver's own look into the database may meet the fault too.
    if (!(error instanceof Abandoned) && !isAboutDatabase(error)) throw error
  }
}

async function invited({ cabinet, history, people }: JourneyContext): Promise<Person> {
  const person = new Person(cabinet, history, newEmail('client'))
  person.patienceMs = people.administrator.patienceMs
  await invite(people.administrator, people.client, person.email)
  return person
}

const WRONG = 'не тот пароль'

/** Signs in, rightly or not: "wrong password" acknowledges that the guess was counted. */
export function signIn(person: Person, password: string, more: { patienceMs?: number } = {}) {
  // Who is signed in still would be led home, and nothing done.
  person.cookies.delete('session')
  const isWrong = password.startsWith(WRONG)
  return person.act({
    claim: isWrong
      ? { action: 'sign_in.refused', repeatable: true, noIsNoted: true }
      : { action: 'session.started', repeatable: true },
    path: '/sign-in',
    fields: { email: person.email, password, remember: '' },
    ...(isWrong ? { isYes: (answer: Answer) => codeIn(answer) === 'credentials_wrong' } : {}),
    ...more,
  })
}

function signOut(person: Person) {
  // Who has no session any more is signed out as well.
  return person.act({ claim: { action: 'session.ended', shared: true }, path: '/sign-out' })
}

async function mustSee(person: Person, path: string): Promise<void> {
  const { status } = await person.read(path)
  if (status !== 200) throw new Abandoned(`${path} answered ${status}`)
}

async function isBlocked({ cabinet }: JourneyContext, person: Person): Promise<boolean> {
  const rows = await cabinet.db
    .selectFrom('audit_log')
    .innerJoin('users', 'users.id', 'audit_log.subject_id')
    .select('action')
    .where('users.email', '=', person.email)
    .where('action', 'in', ['sign_in.blocked', 'session.started'])
    .orderBy('audit_log.id', 'desc')
    .limit(2)
    .execute()
  // The session came after the block, with nothing between that would have lifted it.
  return rows[0]?.action === 'session.started' && rows[1]?.action === 'sign_in.blocked'
}

function isAboutDatabase(error: unknown): boolean {
  return error instanceof Error && ('errno' in error || 'code' in error || /connection/i.test(error.message))
}
