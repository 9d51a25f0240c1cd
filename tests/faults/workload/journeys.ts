import type { FaultCabinet } from '../driver/cabinet.ts'
import type { Random } from '../driver/random.ts'
import { type Ledger, outcomeOf } from '../ledger/ledger.ts'
import {
  accept,
  bringIn,
  type Cast,
  idIn,
  invite,
  letterTo,
  newBin,
  newEmail,
  PASSWORD,
  payloadOf,
} from './cast.ts'
import { fill } from './fills.ts'
import { Abandoned, type Answer, codeIn, Person } from './person.ts'
import { Station } from './station.ts'

/** What one journey is told. */
export interface Road {
  cabinet: FaultCabinet
  ledger: Ledger
  cast: Cast
  random: Random
}

type Journey = (road: Road) => Promise<void>

/** Ways of people through the cabinet, by the forms they would fill; each with a newcomer of its own. */
export const journeys: Record<string, Journey> = {
  /** Invited, in, out, a wrong password, the right one. */
  async newcomer(road) {
    const person = await invited(road)
    await accept(person)
    await mustSee(person, '/cabinet')
    await signOut(person)
    await signIn(person, `${WRONG}, увы`)
    await signIn(person, PASSWORD)
    await mustSee(person, '/profile')
    person.leave()
  },

  /** Forgets the password; what was open ends. */
  async forgetful(road) {
    const person = await invited(road)
    await accept(person)
    const elsewhere = new Map(person.cookies)
    const renewed = `${PASSWORD}-${road.random.between(1000, 9999)}`
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
    const thief = new Person(road.cabinet, road.ledger, person.email)
    for (const [name, value] of elsewhere) thief.cookies.set(name, value)
    const seen = await thief.read('/profile')
    if (seen.status === 200) road.ledger.unfit.push(`${person.email}: a session outlived the reset`)
    await signIn(person, renewed)
    for (const one of [person, thief]) one.leave()
  },

  /** Three bad passwords, and staff who help. */
  async blocked(road) {
    const person = await invited(road)
    await accept(person)
    await signOut(person)
    for (let guess = 1; guess <= 3; guess++) await signIn(person, `${WRONG} ${guess}`)
    const right = await signIn(person, PASSWORD, { patienceMs: 0 })
    if (outcomeOf(right) === 'acknowledged' && (await isBlocked(road, person)))
      road.ledger.unfit.push(`${person.email} came in while blocked`)
    const { id } = await road.cabinet.db
      .selectFrom('users')
      .select('id')
      .where('email', '=', person.email)
      .executeTakeFirstOrThrow()
    await road.cast.administrator.act({
      claim: { action: 'user.unblocked', shared: true },
      path: `/admin/users/${id}/unblock`,
    })
    await signIn(person, PASSWORD)
    person.leave()
  },

  /** A register of cards, one of them stopped and let go. */
  async cards(road) {
    const { administrator, client, owner } = road.cast
    for (const { id } of await bringIn(administrator, 'cards', client, road.random.between(1, 3))) {
      await owner.mustAct({
        claim: { action: 'card.blocked' },
        path: `/cards/${id}/block`,
        fields: { reason: 'потеряна' },
      })
      await owner.act({ claim: { action: 'card.unblocked' }, path: `/cards/${id}/unblock` })
    }
  },

  /** A register of coupons; a code is shown, a coupon is stopped. */
  async coupons(road) {
    const { administrator, client, owner } = road.cast
    for (const { id } of await bringIn(administrator, 'coupons', client, road.random.between(1, 3))) {
      await owner.act({ claim: { action: 'coupon.qr_shown', repeatable: true }, path: `/coupons/${id}/qr` })
      await owner.act({
        claim: { action: 'coupon.blocked' },
        path: `/coupons/${id}/block`,
        fields: { reason: '' },
      })
    }
  },

  /** A station's own system fuels with new coupons and a new card. */
  async pump(road) {
    const { administrator, client, pump } = road.cast
    const [coupon, other] = await bringIn(administrator, 'coupons', client, 2)
    const [card] = await bringIn(administrator, 'cards', client, 1)
    if (!coupon || !other || !card) throw new Abandoned('no card and no coupon')
    const { port } = road.cabinet.balancer
    const station = new Station(pump, road.ledger, {
      port: () => port,
      patienceMs: administrator.patienceMs,
    })
    const instruments = [coupon, other].map(({ number }) => ({ qr: payloadOf(number) }))
    for (let customers = 0; customers < 6; customers++)
      await fill(station, road.random, road.random.pick([...instruments, { card_number: card.number }]))
    station.leave()
  },

  /** Somebody asks for access and is invited. */
  async asker(road) {
    const person = new Person(road.cabinet, road.ledger, newEmail('asker'))
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
    const { id } = await road.cabinet.db
      .selectFrom('access_requests')
      .select('id')
      .where('email', '=', person.email)
      .executeTakeFirstOrThrow()
    await road.cast.administrator.mustAct({
      claim: { action: 'request.approved' },
      path: `/admin/requests/${id}/approve`,
      fields: { role: 'owner', locale: 'ru' },
    })
    await accept(person)
    person.leave()
  },

  /** An invitation that is taken back: its link is dead. */
  async regret(road) {
    const person = new Person(road.cabinet, road.ledger, newEmail('regret'))
    const { administrator, client } = road.cast
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
  road: Road,
  { lanes, isOver, only }: { lanes: number; isOver: () => boolean; only?: readonly string[] },
): Promise<number> {
  let begun = 0
  const names = only ?? Object.keys(journeys)
  const lane = async (number: number) => {
    const random = road.random.branch(`lane ${number}`)
    while (!isOver()) {
      begun += 1
      await travel({ ...road, random }, random.pick(names))
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)))
  return begun
}

/** Does `work` while people travel, and lets them finish. @returns how many journeys were begun */
export async function underLoad(
  road: Road,
  options: { lanes: number; only?: readonly string[] },
  work: () => Promise<unknown>,
): Promise<number> {
  let isOver = false
  const load = keepBusy(road, { ...options, isOver: () => isOver })
  try {
    await work()
  } finally {
    isOver = true
  }
  return load
}

/** One journey, as far as it leads. */
export async function travel(road: Road, name: string): Promise<void> {
  const journey = journeys[name]
  if (!journey) throw new Error(`no journey is called ${name}`)
  try {
    await journey(road)
  } catch (error) {
    // The driver's own look into the database may meet the fault too.
    if (!(error instanceof Abandoned) && !isAboutDatabase(error)) throw error
  }
}

async function invited({ cabinet, ledger, cast }: Road): Promise<Person> {
  const person = new Person(cabinet, ledger, newEmail('client'))
  person.patienceMs = cast.administrator.patienceMs
  await invite(cast.administrator, cast.client, person.email)
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

async function isBlocked({ cabinet }: Road, person: Person): Promise<boolean> {
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
