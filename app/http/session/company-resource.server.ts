import { redirect } from '@remix-run/node'
import type { ResumedSession } from '#app/domain/access/sessions.server.ts'
import { companyOfCard } from '#app/domain/cards/cards.server.ts'
import { companyOfEntry } from '#app/domain/contract-account/entries.server.ts'
import { companyOfCoupon } from '#app/domain/coupons/coupons.server.ts'
import { companyOfHandover } from '#app/domain/handovers/handovers.server.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import type { Right } from '#app/domain/kernel/rights-table.ts'
import { companyOfOrder } from '#app/domain/orders/orders.server.ts'
import { companyOfReadonlyLink } from '#app/domain/readonly-links/readonly-links.server.ts'
import { companyOfServiceRequest } from '#app/domain/service-requests/service-requests.server.ts'
import type { RequestContext } from '#app/http/load-context.server.ts'
import { pagePath } from '#app/http/url-traits.ts'
import {
  type ClientContext,
  currentSession,
  positiveId,
  requirePerson,
  requireStaff,
} from './guards.server.ts'

type CompanyOf = (
  ctx: Context,
  companyIds: readonly CompanyId[],
  id: number,
) => Promise<CompanyId | undefined>

/** The client that a card belongs to, see `requireClientOf`. */
export function requireClientOfCard(
  request: Request,
  context: RequestContext,
  id: number,
): Promise<ClientContext> {
  return requireClientOf(request, context, companyOfCard, id)
}

/** The client that a coupon belongs to, see `requireClientOf`. */
export function requireClientOfCoupon(
  request: Request,
  context: RequestContext,
  id: number,
): Promise<ClientContext> {
  return requireClientOf(request, context, companyOfCoupon, id)
}

/** The client that a hand-over to a driver belongs to, see `requireClientOf`. */
export function requireClientOfHandover(
  request: Request,
  context: RequestContext,
  id: number,
): Promise<ClientContext> {
  return requireClientOf(request, context, companyOfHandover, id)
}

/** The client that a read-only link belongs to, see `requireClientOf`. */
export function requireClientOfReadonlyLink(
  request: Request,
  context: RequestContext,
  id: number,
): Promise<ClientContext> {
  return requireClientOf(request, context, companyOfReadonlyLink, id)
}

/** The client that a request to the issuer belongs to, see `requireClientOf`. */
export function requireClientOfServiceRequest(
  request: Request,
  context: RequestContext,
  id: number,
): Promise<ClientContext> {
  return requireClientOf(request, context, companyOfServiceRequest, id)
}

/** The client whose account an entry belongs to, see `requireClientOf`. */
export function requireClientOfEntry(
  request: Request,
  context: RequestContext,
  id: number,
): Promise<ClientContext> {
  return requireClientOf(request, context, companyOfEntry, id)
}

/** The client that an order belongs to, see `requireClientOf`. */
export function requireClientOfOrder(
  request: Request,
  context: RequestContext,
  id: number,
): Promise<ClientContext> {
  return requireClientOf(request, context, companyOfOrder, id)
}

/** Staff who act for a client that called, and the card it is about. */
export function requireCardForClient(
  request: Request,
  context: RequestContext,
  { id, cardId }: { id?: string | undefined; cardId?: string | undefined },
  right: Right = 'block_for_clients',
) {
  return requireThingForClient(request, context, {
    ...{ companyOf: companyOfCard, company: id, thing: cardId, right },
  })
}

/** As `requireCardForClient`, of a coupon. */
export function requireCouponForClient(
  request: Request,
  context: RequestContext,
  { id, couponId }: { id?: string | undefined; couponId?: string | undefined },
  right: Right = 'block_for_clients',
) {
  return requireThingForClient(request, context, {
    ...{ companyOf: companyOfCoupon, company: id, thing: couponId, right },
  })
}

/** First whether it is there: an incomplete form about nothing is about nothing. */
async function requireThingForClient(
  request: Request,
  context: RequestContext,
  of: { companyOf: CompanyOf; company: string | undefined; thing: string | undefined; right: Right },
) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, of.right)
  const companyId = asCompanyId(positiveId(of.company))
  const id = positiveId(of.thing)
  if ((await of.companyOf(ctx, [companyId], id)) === undefined) {
    reject(of.companyOf === companyOfCard ? 'card_not_found' : 'coupon_not_found')
  }
  return { ctx, companyId, id }
}

/**
 * A link to a thing of another of the person's companies leads to the page that asks whether the cabinet shall show
 * that company: reading changes nothing, and another site could link here. A form acts for the thing's company and
 * leaves the cabinet where it is. For a thing of nobody's or another's the verb says that it is not there.
 */
async function requireClientOf(
  request: Request,
  context: RequestContext,
  companyOf: CompanyOf,
  id: number,
): Promise<ClientContext> {
  const ctx = await requirePerson(request, context)
  const session = await currentSession(request, context)
  if (!session || ctx.actor.kind === 'staff') reject('not_allowed')
  const shown = ctx.actor.kind === 'client' ? ctx.actor.companyId : null
  const others = session.companies
    .map((company) => asCompanyId(company.id))
    .filter((other) => other !== shown)
  const owner = others.length > 0 ? await companyOf(ctx, others, id) : undefined
  if (owner !== undefined) return actInCompany(request, ctx, session, owner)
  if (ctx.actor.kind !== 'client') throw redirect('/company')
  return ctx as ClientContext
}

function actInCompany(
  request: Request,
  ctx: Context,
  session: ResumedSession,
  owner: CompanyId,
): ClientContext {
  const company = session.companies.find(({ id }) => id === owner)
  if (!company) reject('not_found')
  if (request.method === 'GET' || request.method === 'HEAD') {
    const { pathname, search } = new URL(request.url)
    const asked = new URLSearchParams({ for: String(owner), redirectTo: pagePath(pathname) + search })
    throw redirect(`/company?${asked}`)
  }
  const { id: userId, email } = session.user
  return { ...ctx, actor: { kind: 'client', userId, email, companyId: owner, role: company.role } }
}
