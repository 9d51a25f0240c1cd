import { redirect } from '@remix-run/node'
import { setSessionCompany } from '#app/domain/access/own-sessions.server.ts'
import type { ResumedSession } from '#app/domain/access/sessions.server.ts'
import { companyOfCard } from '#app/domain/cards/cards.server.ts'
import { companyOfCoupon } from '#app/domain/coupons/coupons.server.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import type { RequestContext } from '#app/http/load-context.server.ts'
import { pagePath } from '#app/http/url-traits.ts'
import { type ClientContext, currentSession, requirePerson } from './guards.server.ts'

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

/**
 * A link to a thing of any of the person's companies opens it: the cabinet shows that company from then on, and says
 * so. A form acts for the thing's company and leaves the cabinet where it is. For a thing of nobody's or another's the
 * verb says that it is not there.
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
  if (owner !== undefined) return inCompany(request, ctx, session, owner)
  if (ctx.actor.kind !== 'client') throw redirect('/company')
  return ctx as ClientContext
}

async function inCompany(
  request: Request,
  ctx: Context,
  session: ResumedSession,
  owner: CompanyId,
): Promise<ClientContext> {
  const company = session.companies.find(({ id }) => id === owner)
  if (!company) reject('not_found')
  if (request.method === 'GET') {
    await setSessionCompany(ctx, session.sessionId, owner)
    const { pathname, search } = new URL(request.url)
    const here = pagePath(pathname) + search
    throw redirectWithToast(ctx.settings, here, 'common:companySwitch.changed', { company: company.name })
  }
  const { id: userId, email } = session.user
  return { ...ctx, actor: { kind: 'client', userId, email, companyId: owner, role: company.role } }
}
