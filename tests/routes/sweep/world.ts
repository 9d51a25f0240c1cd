import { removeColleague } from '#app/domain/accounts/team.server.ts'
import { staffRoles } from '#app/domain/kernel/roles.ts'
import { requestAccess } from '#app/domain/requests/requests.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { createCabinet, newAddress, newBin, type Person } from '#tests/support/fixtures.ts'
import { check, csv } from '#tests/support/imports.ts'
import { bringCards, bringCoupons, bringTransactions } from '#tests/support/registers.ts'
import type { Visitor } from '#tests/support/visitor.ts'

export const visitorRoles = ['guest', 'viewer', 'manager', 'owner', 'person', ...staffRoles] as const
export type VisitorRole = (typeof visitorRoles)[number]

export type World = Awaited<ReturnType<typeof createWorld>>

/** What stands in company A's things and must never reach anybody else. */
export const HOLDER = 'Тасқынбаев Нұрлан'

/**
 * Two companies with something of everything. A's people are the visitors, one for each role; B's owner is the stranger.
 * `person` was A's once and has no company now.
 */
export async function createWorld() {
  const cabinet = await createCabinet()
  const app: App = await startApp(cabinet)
  const a = await cabinet.company()
  const b = await cabinet.company()
  const people = {
    owner: await cabinet.client(a, 'owner'),
    manager: await cabinet.client(a, 'manager'),
    viewer: await cabinet.client(a, 'viewer'),
    person: await cabinet.client(a, 'viewer'),
    operator: await cabinet.staff('operator'),
    support: await cabinet.staff('support'),
    auditor: await cabinet.staff('auditor'),
    cashier: await cabinet.staff('cashier'),
    administrator: await cabinet.staff('administrator'),
  } satisfies Record<string, Person>
  const stranger = await cabinet.client(b, 'owner')
  await removeColleague(people.owner.ctx, people.person.userId)
  const objects = await createObjects(cabinet, a, people)
  const visitors: Record<VisitorRole, () => Visitor> = {
    guest: () => app.visitor(),
    viewer: () => app.as(people.viewer),
    manager: () => app.as(people.manager),
    owner: () => app.as(people.owner),
    person: () => app.as(people.person),
    operator: () => app.as(people.operator),
    support: () => app.as(people.support),
    auditor: () => app.as(people.auditor),
    cashier: () => app.as(people.cashier),
    administrator: () => app.as(people.administrator),
  }
  return {
    cabinet,
    people,
    visitors,
    stranger: app.as(stranger),
    strangersCompany: b as number,
    port: app.port,
    /** Ids of things of company A (or of the staff's side), by the beginning of their pages' patterns. */
    objects,
    /** Grows with everything that anybody does. */
    async actions(): Promise<number> {
      return (await cabinet.actions()).length
    },
    /** Everything that the web server wrote into its log. */
    logged: () => app.logged,
    async end() {
      await app.stop()
      await cabinet.destroy()
    },
  }
}

type Cabinet = Awaited<ReturnType<typeof createCabinet>>

async function createObjects(
  cabinet: Cabinet,
  a: Awaited<ReturnType<Cabinet['company']>>,
  people: Record<'owner' | 'viewer' | 'administrator', Person>,
) {
  const ctx = await cabinet.system()
  const [card] = await bringCards(ctx, a, [{ holder: HOLDER }])
  const [coupon] = await bringCoupons(ctx, a, [{}])
  await bringTransactions(ctx, a, [{ cardId: card?.id ?? null, instrumentNumber: card?.number ?? '' }])
  const { invitationId } = await cabinet.invited(a, 'viewer')
  const asker = newAddress('asker')
  await requestAccess(await cabinet.guest(), {
    bin: newBin(),
    companyName: 'ТОО «Жетісу»',
    contactName: 'Айгүл',
    email: asker,
    phone: '+7 701 000 00 00',
    city: '',
    comment: '',
    consent: 'on',
  })
  const register = csv('БИН;Наименование', [[newBin(), 'ТОО «Новая»']])
  const { id: importId } = await check(people.administrator.ctx, 'companies', register)
  const session = await row(cabinet, 'sessions', 'user_id', people.owner.userId)
  return {
    card: { ...card, id: card?.id ?? 0 },
    coupon: { ...coupon, id: coupon?.id ?? 0 },
    company: a as number,
    invitation: invitationId,
    member: people.viewer.userId,
    session: session,
    request: await row(cabinet, 'access_requests', 'email', asker),
    mail: await row(cabinet, 'outbox', 'to_email', asker),
    product: await row(cabinet, 'products', 'code', 'ai92'),
    import: importId,
  }
}

async function row(
  { db }: Cabinet,
  table: 'sessions' | 'access_requests' | 'outbox' | 'products',
  column: 'user_id' | 'email' | 'to_email' | 'code',
  value: string | number,
): Promise<number> {
  const found = await db
    .selectFrom(table)
    .select('id')
    .where(column as never, '=', value as never)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return found.id
}

const NOWHERE = '999999999'

/** By the longest beginning of the pattern; a page with parameters that is not here fails the sweep. */
function parametersByBeginning({ objects }: Pick<World, 'objects'>): Record<string, Record<string, string>> {
  const id = (value: number) => ({ id: String(value) })
  return {
    '/cards/:id': id(objects.card.id),
    '/coupons/:id': id(objects.coupon.id),
    '/team/:id': id(objects.member),
    '/team/invitations/:id': id(objects.invitation),
    '/profile/sessions/:id': id(objects.session),
    '/admin/companies/:id': id(objects.company),
    '/admin/companies/:id/cards/:cardId': { ...id(objects.company), cardId: String(objects.card.id) },
    '/admin/companies/:id/coupons/:couponId': { ...id(objects.company), couponId: String(objects.coupon.id) },
    '/admin/invitations/:id': id(objects.invitation),
    '/admin/requests/:id': id(objects.request),
    '/admin/users/:id': id(objects.member),
    '/admin/mail/:id': id(objects.mail),
    '/admin/products/:id': id(objects.product),
    '/admin/imports/:id': id(objects.import),
    '/mailbox/:id': id(objects.mail),
    '/mailbox/templates/:template': { template: 'invitation', locale: 'ru' },
    '/words/:file': { file: 'ru-guest-x.js' },
    '/invitation/:token': { token: 'a'.repeat(43) },
    '/set-password/:token': { token: 'a'.repeat(43) },
  }
}

/** What a page's parameters are: `there` names company A's thing, `nowhere` a thing that nobody has. */
export function parametersOf(world: Pick<World, 'objects'>, pattern: string) {
  if (!pattern.includes(':')) return { there: {}, nowhere: {} }
  const [beginning, there] =
    Object.entries(parametersByBeginning(world))
      .filter(([candidate]) => pattern === candidate || pattern.startsWith(`${candidate}/`))
      .sort(([one], [other]) => other.length - one.length)[0] ?? []
  if (!beginning || !there) {
    throw new Error(`${pattern} has parameters: say in tests/routes/sweep/world.ts what they name`)
  }
  return { there, nowhere: 'id' in there ? { ...there, id: NOWHERE } : there }
}
