import { type Actor, asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { linkTokenFor } from '#app/domain/kernel/link-tokens.server.ts'
import { selectLiveLinkByKey } from '#db/queries/access/links.ts'
import { deleteSessionsOf } from '#db/queries/access/sessions.ts'
import { selectUserByEmail } from '#db/queries/accounts/users.ts'
import { selectCompaniesByBins } from '#db/queries/companies/companies.ts'
import { ageInvitation } from '#db/queries/demo/demo.ts'
import { listCards } from '../cards/card-lists.server.ts'
import { blockCard } from '../cards/cards.server.ts'
import { listCoupons } from '../coupons/coupon-lists.server.ts'
import { blockCoupon } from '../coupons/coupons.server.ts'
import { acceptInvitation } from '../invitations/acceptance.server.ts'
import { liveKeyOf } from '../invitations/invitation-letters.server.ts'
import { inviteClient, inviteStaff } from '../invitations/invitations.server.ts'
import { requestAccess } from '../requests/requests.server.ts'
import { demoApplicant, demoClients } from './clients.ts'
import { type DemoAccount, demoInvitations, demoPeople, demoRequest } from './people.ts'

const device = { userAgent: 'Demo' }

/** The first of the staff: invited by the system, as by the operator's command. */
export async function onboardDemoStaff(ctx: Context, { email, password }: DemoAccount): Promise<Context> {
  const { name } = demoPeople.administrator
  await inviteStaff(ctx, { email, name, role: 'administrator', locale: 'ru' })
  const userId = await accept(ctx, email, null, password)
  return as(ctx, { kind: 'staff', userId, email, role: 'administrator' })
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
    await ageInvitation(ctx.db, id, sentDaysAgo)
  }
  const user = await selectUserByEmail(ctx.db, email)
  if (user)
    await blockSome(as(ctx, { kind: 'client', userId: user.id, email, companyId: own, role: 'owner' }), own)
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
  const link = await selectLiveLinkByKey(ctx.db, liveKeyOf({ email, company_id: companyId }))
  if (!link) throw new Error(`the demo's ${email} was not invited`)
  await acceptInvitation(as(ctx, { kind: 'guest' }), linkTokenFor(ctx.keyring, link), { password }, device)
  const user = await selectUserByEmail(ctx.db, email)
  if (!user) throw new Error(`the demo's ${email} has no account`)
  // Nobody sits there.
  await deleteSessionsOf(ctx.db, user.id)
  return user.id
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
