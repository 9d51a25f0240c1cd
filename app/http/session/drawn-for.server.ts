import { redirectDocument } from '@remix-run/node'
import type { ResumedSession } from '#app/domain/access/sessions.server.ts'
import { DomainError, type ErrorCode } from '#app/domain/kernel/errors.ts'
import type { Fields } from '#app/http/forms/fields.server.ts'
import { type FormAnswer, refuseForm } from '#app/http/forms/submit.server.ts'
import { toastCookie } from '#app/http/forms/toast.server.ts'
import type { RequestContext } from '#app/http/load-context.server.ts'
import { pagePath, traitsOf } from '#app/http/url-traits.ts'
import { contextOf, currentSession, homeOf } from './guards.server.ts'

/** The page that a form was sent to, as the site map has it. */
export interface FormTarget {
  pattern: string
  /** Without one it is a button's address, and GET shows nothing there. */
  hasPage: boolean
}

interface Drawn {
  userId: number
  /** 0 for staff, and for somebody without an open company. */
  companyId: number
}

/**
 * For the hidden field of the same name: the person and the company that a page's forms act for. The person and not the
 * session, so that a form outlives a session that has ended. A guest's form acts for nobody and says nothing.
 */
export function drawnFor(session: ResumedSession | null): string {
  return session ? `${session.user.id}.${session.membership?.companyId ?? 0}` : ''
}

/**
 * What a form is answered that was drawn for another person, or for another company than the cabinet shows now: nothing
 * is done, and the person is told. Undefined where it may go on; a form without the field comes from a program.
 */
export async function refuseStrayForm(
  request: Request,
  context: RequestContext,
  { pattern, hasPage }: FormTarget,
  fields: Fields | null,
): Promise<FormAnswer | undefined> {
  const drawn = readDrawn(fields?.drawnFor)
  const session = drawn && (await currentSession(request, context))
  if (!drawn || !session) return undefined
  const { user, membership, companies } = session
  if (drawn.userId !== user.id) {
    const home = homeOf(await contextOf(request, context))
    return tellAt(context, home, 'form_of_other_person', { email: user.email })
  }
  if (!membership || membership.companyId === drawn.companyId || traitsOf(pattern).personal) return undefined
  const { locale } = await contextOf(request, context)
  const params = { company: companies.find(({ id }) => id === membership.companyId)?.name ?? '' }
  // What was typed stays on its page; but a thing of the other company has no page in this one.
  if (hasPage && !pattern.includes(':'))
    return refuseForm(locale, fields ?? {}, new DomainError('form_of_other_company', { params }))
  const asked = new URLSearchParams({ for: String(drawn.companyId) })
  if (hasPage) asked.set('redirectTo', pagePath(new URL(request.url).pathname))
  return tellAt(context, `/company?${asked}`, 'form_of_other_company', params)
}

/** As a whole page, because the other person may read another language. */
function tellAt(
  { outcome, services: { settings } }: RequestContext,
  path: string,
  code: ErrorCode,
  params: Record<string, string>,
): Response {
  outcome.noteError(code)
  return redirectDocument(path, {
    headers: { 'Set-Cookie': toastCookie(settings, { key: `errors:${code}`, params }) },
  })
}

function readDrawn(value: string | string[] | undefined): Drawn | undefined {
  const [, userId, companyId] = /^(\d{1,15})\.(\d{1,15})$/.exec(String(value)) ?? []
  return userId && companyId ? { userId: Number(userId), companyId: Number(companyId) } : undefined
}
