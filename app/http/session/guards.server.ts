import { redirect, redirectDocument } from '@remix-run/node'
import { type ResumedSession, resumeSession } from '#app/domain/access/sessions.server.ts'
import { type Actor, asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import { DomainError, reject } from '#app/domain/kernel/errors.ts'
import { rowIdIn } from '#app/domain/kernel/id.input.server.ts'
import { may, requireRight } from '#app/domain/kernel/rights.ts'
import { guestContext } from '#app/domain/kernel/system-context.server.ts'
import { readCookie } from '#app/http/cookies.server.ts'
import type { RequestContext } from '#app/http/load-context.server.ts'
import { negotiateLocale } from '#app/http/locale.ts'
import { pagePath } from '#app/http/url-traits.ts'

export const SESSION_COOKIE = 'session'

type StaffContext = Context & { actor: Extract<Actor, { kind: 'staff' }> }
export type ClientContext = Context & { actor: Extract<Actor, { kind: 'client' }> }
type PersonContext = Context & { actor: Extract<Actor, { kind: 'staff' | 'client' | 'person' }> }

// Parent and child loaders of one page ask for the same session: one look-up a request.
const resumed = new WeakMap<RequestContext, Promise<ResumedSession | null>>()

/** The session behind the request, or null. A made-up, ended or idle one is null. */
export function currentSession(request: Request, context: RequestContext): Promise<ResumedSession | null> {
  const known = resumed.get(context)
  if (known) return known
  const token = readCookie(context.services.settings, request, SESSION_COOKIE)
  const session = token ? resumeSession(context.services.db, token) : Promise.resolve(null)
  resumed.set(context, session)
  return session
}

/** The Context of whoever asks, signed in or not. */
export async function contextOf(request: Request, context: RequestContext): Promise<Context> {
  const session = await currentSession(request, context)
  const { requestId, ip } = context
  if (!session) return guestContext(context.services, { locale: negotiateLocale(request), requestId, ip })
  context.outcome.identify(session.user.id)
  const { db, settings, keyring, hasher } = context.services
  return {
    db,
    settings,
    keyring,
    hasher,
    actor: actorOf(session),
    locale: session.user.locale,
    now: session.now,
    requestId,
    ip,
  }
}

/** For the pages of the staff; a cashier has the till only. */
export async function requireStaff(request: Request, context: RequestContext): Promise<StaffContext> {
  const ctx = await requirePerson(request, context)
  requireRight(ctx, 'see_staff_pages')
  return ctx as StaffContext
}

/** A client with an open company; a person whose companies are closed is sent to the page that says so. */
export async function requireClient(request: Request, context: RequestContext): Promise<ClientContext> {
  const ctx = await requirePerson(request, context)
  if (ctx.actor.kind === 'person') throw redirect('/company')
  if (ctx.actor.kind !== 'client') reject('not_allowed')
  return ctx as ClientContext
}

/** What the company is called, of a client's own. */
export async function nameOfCompany(request: Request, context: RequestContext, id: number): Promise<string> {
  const session = await currentSession(request, context)
  return session?.companies.find((company) => company.id === id)?.name ?? ''
}

/**
 * Anybody who is signed in; others go to /sign-in and come back. Both ways load a new document at once: the browser does
 * not hold the words of the other side, and would load the page twice to find that out.
 */
export async function requirePerson(request: Request, context: RequestContext): Promise<PersonContext> {
  const ctx = await contextOf(request, context)
  if (ctx.actor.kind === 'guest') throw redirectDocument(signInUrl(request, ctx.settings.publicUrl))
  return ctx as PersonContext
}

/** For pages that only a guest needs; who is signed in is sent home. */
export async function requireGuest(request: Request, context: RequestContext): Promise<Context> {
  const ctx = await contextOf(request, context)
  if (ctx.actor.kind !== 'guest') throw redirectDocument('/')
  return ctx
}

const homes = { staff: '/admin', client: '/cabinet', person: '/company' } as const

/** The first page of whoever it is. */
export function homeOf({ actor, settings }: Pick<Context, 'actor' | 'settings'>): string {
  if (may(actor, 'use_till')) return settings.modules.includes('till') ? '/till' : '/profile'
  return actor.kind in homes ? homes[actor.kind as keyof typeof homes] : '/sign-in'
}

/** What a page throws for a DomainError that no form can show: the error boundary reads `{ code, requestId }`. */
export function refuse(code: DomainError['code']): Response {
  return Response.json({ code }, { status: new DomainError(code).status })
}

export function positiveId(value: string | undefined): number {
  return rowIdIn(value) ?? reject('not_found')
}

function actorOf(session: ResumedSession): Actor {
  const { id: userId, email, staffRole, stationId } = session.user
  if (staffRole) return { kind: 'staff', userId, email, role: staffRole, stationId }
  if (!session.membership) return { kind: 'person', userId, email }
  const { companyId, role } = session.membership
  return { kind: 'client', userId, email, companyId: asCompanyId(companyId), role }
}

/** The person returns to the page that was asked for by GET, or that the form stood on: what was typed waits there. */
function signInUrl(request: Request, publicUrl: string): string {
  const url = request.method === 'GET' ? new URL(request.url) : pageOfForm(request, publicUrl)
  const path = url ? pagePath(url.pathname) + url.search : '/'
  if (path === '/') return '/sign-in'
  return `/sign-in?redirectTo=${encodeURIComponent(path)}`
}

/** As the browser says it; undefined where it does not, and for a page of another site. */
function pageOfForm(request: Request, publicUrl: string): URL | undefined {
  const from = request.headers.get('Referer')
  if (!from || !URL.canParse(from)) return undefined
  const page = new URL(from)
  return page.origin === new URL(publicUrl).origin ? page : undefined
}
