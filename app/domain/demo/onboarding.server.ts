import { findLiveLink } from '#app/domain/access/links.server.ts'
import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import { listCards } from '#app/domain/cards/card-lists.server.ts'
import { SaveNamedRule, SaveRule } from '#app/domain/cards/card-rules.input.server.ts'
import { saveCardRule } from '#app/domain/cards/card-rules.server.ts'
import { listCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { blockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { acceptInvitation } from '#app/domain/invitations/acceptance.server.ts'
import { liveKeyOf } from '#app/domain/invitations/invitation-letters.server.ts'
import { inviteClient, inviteStaff } from '#app/domain/invitations/invitations.server.ts'
import { type Actor, asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { linkTokenFor } from '#app/domain/kernel/link-tokens.server.ts'
import { requestAccess } from '#app/domain/requests/requests.server.ts'
import { setGroupOfCards } from '#app/domain/rules/group-members.server.ts'
import { createGroup } from '#app/domain/rules/groups.server.ts'
import { assignTemplate } from '#app/domain/rules/template-cards.server.ts'
import { createTemplate } from '#app/domain/rules/templates.server.ts'
import { setIssuerStations } from '#app/domain/stations/station-rules.server.ts'
import { deleteSessionsOf } from '#db/queries/access/sessions.ts'
import { selectUserByEmail } from '#db/queries/accounts/users.ts'
import { selectCompaniesByBins } from '#db/queries/companies/companies.ts'
import { updateInvitationAge } from '#db/queries/demo/demo.ts'
import { demoApplicant, demoClients } from './clients.ts'
import { demoDispatching } from './dispatching.server.ts'
import { demoExpiries } from './expiries.server.ts'
import { demoFleet } from './fleet.server.ts'
import { demoHandovers, demoReadonlyLink } from './handovers.server.ts'
import { demoOrders } from './orders.server.ts'
import { type DemoAccount, demoInvitations, demoPeople, demoRequest } from './people.ts'
import { fuelDemoCards } from './pumps.server.ts'
import { demoStatement } from './statement.server.ts'
import { demoStations } from './stations.ts'

const device = { userAgent: 'Demo' }

/** The first of the staff: invited by the system, as by the operator's command. */
export async function onboardDemoStaff(ctx: Context, { email, password }: DemoAccount): Promise<Context> {
  const { name } = demoPeople.administrator
  await inviteStaff(ctx, { email, name, role: 'administrator', locale: 'ru' })
  const userId = await accept(ctx, email, null, password)
  return as(ctx, { kind: 'staff', userId, email, role: 'administrator' })
}

/** At the till of the first station. */
export async function onboardDemoCashier(
  ctx: Context,
  staff: Context,
  { email, password }: DemoAccount,
): Promise<void> {
  const { name } = demoPeople.cashier
  await inviteStaff(staff, { email, name, role: 'cashier', station: demoStations[0]?.code, locale: 'ru' })
  await accept(ctx, email, null, password)
}

/** The owner of two companies, invitations in every state, a request that waits. */
export async function onboardDemoClients(ctx: Context, staff: Context, owner: DemoAccount): Promise<void> {
  const companies = await companyIds(ctx)
  const [own, second] = companies
  if (!own || !second) throw new Error('the companies of the demo did not come in')
  const { email, password } = owner
  for (const companyId of [own, second]) {
    await inviteClient(staff, { email, name: demoPeople.owner.name, companyId, role: 'owner', locale: 'ru' })
    await accept(ctx, email, companyId, password)
  }
  for (const { client, sentDaysAgo, ...invited } of demoInvitations) {
    const companyId = companies[client] ?? own
    const { id } = await inviteClient(staff, { ...invited, companyId, locale: 'ru' })
    await updateInvitationAge(ctx.db, id, sentDaysAgo)
  }
  const user = await selectUserByEmail(ctx.db, email)
  if (user) {
    const client = as(ctx, { kind: 'client', userId: user.id, email, companyId: own, role: 'owner' })
    await narrowSome(client, own)
    await fuelDemoCards(ctx, staff, client, own)
    await demoFleet(client, own)
    await demoDispatching(staff, client, own)
    await demoHandovers(client, own)
    await demoReadonlyLink(client, own)
    await demoExpiries(staff, client, own)
    await demoStatement(ctx, staff, await demoOrders(staff, client, own))
  }
  const { bin } = demoApplicant
  await requestAccess(as(ctx, { kind: 'guest' }), { ...demoRequest, bin, consent: 'on' })
}

/** In the order of `demoClients`. */
async function companyIds(ctx: Context): Promise<CompanyId[]> {
  const rows = await selectCompaniesByBins(
    ctx.db,
    demoClients.map(({ bin }) => bin),
  )
  const ids = new Map(rows.map(({ bin, id }) => [bin, asCompanyId(id)]))
  return demoClients.flatMap(({ bin }) => ids.get(bin) ?? [])
}

async function accept(
  ctx: Context,
  email: string,
  companyId: CompanyId | null,
  password: string,
): Promise<number> {
  const link = await findLiveLink(ctx, liveKeyOf({ email, company_id: companyId }))
  if (!link) throw new Error(`the demo's ${email} was not invited`)
  await acceptInvitation(as(ctx, { kind: 'guest' }), linkTokenFor(ctx.keyring, link), { password }, device)
  const user = await selectUserByEmail(ctx.db, email)
  if (!user) throw new Error(`the demo's ${email} has no account`)
  // Nobody sits there.
  await deleteSessionsOf(ctx.db, user.id)
  return user.id
}

/** A card that works in one city only, a coupon that one station does not take, a card with a rule; then the blocks. */
async function narrowSome(client: Context, companyId: CompanyId): Promise<void> {
  const [first] = demoStations
  const near = demoStations.filter(({ city }) => city === first?.city).map(({ code }) => code)
  const { rows: cards } = await listCards(client, companyId, { status: 'active' })
  const { rows: coupons } = await listCoupons(client, companyId, { status: 'active' })
  if (cards[0]) await setIssuerStations(client, 'card', cards[0].id, { are: 'only', codes: near })
  if (coupons[0])
    await setIssuerStations(client, 'coupon', coupons[0].id, { are: 'not', codes: near.slice(0, 1) })
  const ruled = cards.at(-1)
  const rule = { version: 0, perDay: '120', perMonth: '1200', timeFrom: '05:00', timeTo: '23:00' }
  if (ruled) await saveCardRule(client, companyId, ruled.id, SaveRule.parse(rule))
  await shareSome(
    client,
    companyId,
    cards.slice(0, -1).map(({ id }) => id),
  )
  await blockSome(client, companyId)
}

/** A template that two cards use, and a group of three with a limit for all of them together. */
async function shareSome(client: Context, companyId: CompanyId, cardIds: readonly number[]): Promise<void> {
  const trucks = { name: 'Дальние рейсы', version: 0, perDay: '400', perMonth: '6000' }
  const { id } = await createTemplate(client, companyId, SaveNamedRule.parse(trucks))
  for (const cardId of cardIds.slice(-2))
    await assignTemplate(client, companyId, cardId, { templateId: id, version: 0 })
  const garage = { name: 'Гараж', version: 0, perMonth: '9000' }
  const group = await createGroup(client, companyId, SaveNamedRule.parse(garage))
  await setGroupOfCards(client, companyId, group.id, { cardIds: cardIds.slice(-3) })
}

/** The client's own blocks, beside the issuer's in the registers. */
async function blockSome(client: Context, companyId: CompanyId): Promise<void> {
  const { rows: cards } = await listCards(client, companyId, { status: 'active' })
  for (const { id } of cards.slice(2, 3)) {
    await blockCard(client, companyId, id, { reason: 'Водитель в отпуске' })
  }
  const { rows: coupons } = await listCoupons(client, companyId, { status: 'active' })
  for (const { id } of coupons.slice(3, 6)) {
    await blockCoupon(client, companyId, id, { reason: 'Потерян телефон водителя' })
  }
}

function as(ctx: Context, actor: Actor): Context {
  return { ...ctx, actor, locale: 'ru' }
}
