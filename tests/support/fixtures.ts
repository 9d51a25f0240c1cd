import { resumeSession } from '#app/domain/access/sessions.server.ts'
import { binCheckDigit } from '#app/domain/companies/bin.ts'
import { createCompany } from '#app/domain/companies/companies.server.ts'
import { acceptInvitation } from '#app/domain/invitations/acceptance.server.ts'
import { inviteClient, inviteStaff } from '#app/domain/invitations/invitations.server.ts'
import { type Actor, asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { linkTokenFor } from '#app/domain/kernel/link-tokens.server.ts'
import { addStations } from '#app/domain/stations/stations.server.ts'
import type { Db } from '#db/connection/client.server.ts'
import type { ClientRole, StaffRole } from '#db/schema/index.ts'
import { system, type TestContext, testContext } from './context.ts'
import { createTestDatabase } from './database.ts'

export const GOOD_PASSWORD = 'жеті-рет-өлшеп-бір-кес'
export const device = { userAgent: 'Vitest' }

/** Somebody with an account who is signed in. */
export interface Person {
  userId: number
  email: string
  password: string
  /** Of the session, as in the cookie. */
  token: string
  /** The Context of the moment when the session began; `cabinet.contextOf(token)` gives today's. */
  ctx: Context
}

export interface Letter {
  id: number
  template: string
  to: string
  locale: string
  subject: string
  text: string
  html: string
  linkId: number | null
}

/** A cabinet of a test file's own: `const cabinet = await createCabinet()`, `afterAll(() => cabinet.destroy())`. */
export type Cabinet = Awaited<ReturnType<typeof createCabinet>>

/** What is in it was made by the domain's own verbs, so that it cannot be impossible. */
export async function createCabinet(overrides: Partial<Omit<TestContext, 'db' | 'actor'>> = {}) {
  const { db, url, destroy } = await createTestDatabase()
  const guest = () => testContext(db, overrides)
  const as = (actor: Actor) => testContext(db, { ...overrides, actor })
  const contextOf = async (token: string) => as(await actorOf(db, token))

  async function accept(email: string, password: string): Promise<Person> {
    const token = await tokenMailedTo(db, email)
    const acceptance = await acceptInvitation(await guest(), token, { password }, device)
    if (acceptance.kind !== 'signed_in') throw new Error(`${email} had an account already`)
    const ctx = await contextOf(acceptance.session.token)
    if (!('userId' in ctx.actor)) throw new Error('nobody signed in')
    return { userId: ctx.actor.userId, email, password, token: acceptance.session.token, ctx }
  }

  return {
    db,
    url,
    destroy,
    /** Accepts the newest invitation to an address. */
    accept: (email: string) => accept(email, GOOD_PASSWORD),
    guest,
    system: () => as(system),
    /** A Context of the person behind a session as of now, as a page would build it. */
    contextOf,

    /** An open station; its code. */
    async station(code = `S-${++made}`): Promise<string> {
      const facts = { name: `АЗС ${code}`, city: 'Алматы', address: '', hours: '', status: 'open' } as const
      await addStations(await as(system), [{ ...facts, code, latitude: null, longitude: null, products: [] }])
      return code
    },

    /** A cashier works at a station of its own. */
    async staff(role: StaffRole, email = newAddress(role)): Promise<Person> {
      const station = role === 'cashier' ? await this.station() : undefined
      await inviteStaff(await as(system), { email, role, station, locale: 'ru' })
      return accept(email, GOOD_PASSWORD)
    },

    async company(overrides: Partial<Parameters<typeof createCompany>[1]> = {}): Promise<CompanyId> {
      const number = ++made
      const company = {
        bin: newBin(),
        name: `ТОО «Компания ${number}»`,
        contractNumber: `Д-${number}`,
        contractDate: '2026-01-15',
        email: newAddress('contract'),
        phone: '+7 701 000 00 00',
        city: 'Алматы',
        locale: null,
        ...overrides,
      }
      const administrator: Actor = {
        kind: 'staff',
        userId: 0,
        email: 'fixtures@example.kz',
        role: 'administrator',
      }
      return asCompanyId(await createCompany(await as(administrator), company))
    },

    async client(companyId: number, role: ClientRole = 'owner', email = newAddress(role)): Promise<Person> {
      await inviteClient(await as(system), { email, companyId, role, locale: 'ru' })
      return accept(email, GOOD_PASSWORD)
    },

    /** An invitation that waits: the link's token as only the letter has it. */
    async invited(companyId: number, role: ClientRole = 'owner', email = newAddress(role)) {
      const { id } = await inviteClient(await as(system), { email, companyId, role, locale: 'ru' })
      return { invitationId: id, email, token: await tokenMailedTo(db, email) }
    },

    /** What was mailed to an address, the oldest first. */
    lettersTo: (email: string) => lettersTo(db, email),
    /** The token in the newest letter to an address that holds a link. */
    tokenMailedTo: (email: string) => tokenMailedTo(db, email),
    /** Actions of the audit log, the oldest first; of one kind of subject or all. */
    async actions(subject?: { kind: string; id: number }): Promise<string[]> {
      let query = db.selectFrom('audit_log').select('action').orderBy('id')
      if (subject) query = query.where('subject_kind', '=', subject.kind).where('subject_id', '=', subject.id)
      return (await query.execute()).map((row) => row.action)
    },
  }
}

let made = 0

/** An address nobody had. */
export function newAddress(name = 'person'): string {
  return `${name}-${++made}@altyn-dala.kz`
}

/** A БИН that nobody had. */
export function newBin(): string {
  for (;;) {
    const first = `1501${String(4_000_000 + ++made)}`
    const digit = binCheckDigit(first)
    if (digit !== null) return first + digit
  }
}

async function lettersTo(db: Db, email: string): Promise<Letter[]> {
  const rows = await db.selectFrom('outbox').selectAll().where('to_email', '=', email).orderBy('id').execute()
  return rows.map(({ id, template, to_email: to, locale, subject, text, html, link_id: linkId }) => {
    return { id, template, to, locale, subject, text, html, linkId }
  })
}

async function tokenMailedTo(db: Db, email: string): Promise<string> {
  const letter = (await lettersTo(db, email)).findLast(({ linkId }) => linkId !== null)
  if (!letter?.linkId) throw new Error(`no letter with a link went to ${email}`)
  const link = await db
    .selectFrom('links')
    .selectAll()
    .where('id', '=', letter.linkId)
    .executeTakeFirstOrThrow()
  const { keyring } = await testContext(db)
  return linkTokenFor(keyring, link)
}

async function actorOf(db: Db, token: string): Promise<Actor> {
  const session = await resumeSession(db, token)
  if (!session) return { kind: 'guest' }
  const { id: userId, email, staffRole, stationId } = session.user
  if (staffRole) return { kind: 'staff', userId, email, role: staffRole, stationId }
  if (!session.membership) return { kind: 'person', userId, email }
  const { companyId, role } = session.membership
  return { kind: 'client', userId, email, companyId: asCompanyId(companyId), role }
}
