import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'
import { DomainError, isErrorCode } from '#app/domain/kernel/errors.ts'
import { isUnsettled, nonceToKeep } from '#app/http/forms/submissions.server.ts'
import { readFields, refuseForm } from '#app/http/forms/submit.server.ts'
import type { RequestContext } from '#app/http/load-context.server.ts'
import { negotiateLocale } from '#app/http/locale.ts'
import type { Outcome } from '#app/http/outcome.server.ts'
import { contextOf } from '#app/http/session/guards.server.ts'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import type { Locale } from '#locales/index.ts'
import { expectedFailure } from './expected-failure.server.ts'

type RouteArgs = LoaderFunctionArgs & ActionFunctionArgs
type DataFunction = (args: RouteArgs) => unknown

/** A database that neither answers nor breaks the connection must not keep people waiting. */
const PATIENCE_MS = 15_000

/**
 * The server build with one more promise: whatever a loader or an action throws becomes a status and a code that the
 * error page has words for. A database that is away or silent is 503, an action whose end nobody waited for says that
 * its outcome is unknown, and anything unexpected is logged here, once. No route can forget.
 */
export function answerDomainErrors(build: ServerBuild, patienceMs = PATIENCE_MS): ServerBuild {
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      if (!route) return [id, route]
      const module = { ...route.module }
      if (module.loader) module.loader = guardedLoader(id, module.loader as DataFunction, patienceMs)
      if (module.action) module.action = guardedAction(id, module, patienceMs)
      return [id, { ...route, module }]
    }),
  )
  return { ...build, routes }
}

function guardedLoader(route: string, load: DataFunction, patienceMs: number) {
  return async (args: RouteArgs) => {
    const { context } = args
    const { loaderRejection } = context.outcome
    if (loaderRejection) throw answerOf(loaderRejection, context)
    try {
      return await within(
        patienceMs,
        () => new DomainError('database_away'),
        async () => load(args),
      )
    } catch (error) {
      throw answerTo(error, context, route)
    }
  }
}

type ActingModule = { action?: unknown; default?: unknown }

function guardedAction(route: string, module: ActingModule, patienceMs: number) {
  const act = module.action as DataFunction
  const hasPage = module.default !== undefined
  return async (args: RouteArgs) => {
    const { context, request } = args
    const { outcome } = context
    const { rejection } = outcome
    if (rejection) {
      // A button's address has no form to show it in.
      if (!hasPage) throw answerOf(rejection, context)
      outcome.answerForm()
      const locale = await localeOf(args)
      return refuseForm(locale, (await readFields(request)) ?? {}, rejection)
    }
    try {
      const answer = await within(
        patienceMs,
        () => new DomainError('outcome_unknown'),
        async () => act(args),
        () => outcome.bodyReceived,
      )
      noteAnswer(outcome, answer)
      noteUnsettled(outcome, request)
      return answer
    } catch (error) {
      const answer = answerTo(error, context, route)
      noteUnsettled(outcome, request)
      throw answer
    }
  }
}

/** The person's, where the database can be asked who it is. */
async function localeOf({ request, context }: RouteArgs): Promise<Locale> {
  try {
    return (await contextOf(request, context)).locale
  } catch {
    return negotiateLocale(request)
  }
}

/**
 * Notes whether it was done. Remix drops the headers of a refused form's answer; respond.server.ts sets this one again, and
 * the log says the code.
 */
function noteAnswer(outcome: Outcome, answer: unknown): void {
  outcome.completeAction({ done: !isRefusal(answer) })
  if (isRefusedForm(answer)) {
    const code = Object.values(answer.data.errors)[0]?.code
    if (code && isErrorCode(code)) outcome.noteError(code)
    outcome.retryIn(Number(new Headers(answer.init?.headers).get('Retry-After')))
  }
}

function noteUnsettled(outcome: Outcome, request: Request): void {
  if (isUnsettled(outcome.errorCode)) outcome.leaveUnsettled(nonceToKeep(request, outcome.errorCode))
}

function isRefusedForm(answer: unknown): answer is { data: RefusedForm; init: ResponseInit | null } {
  if (typeof answer !== 'object' || answer === null || !('init' in answer) || !('data' in answer))
    return false
  return typeof answer.data === 'object' && answer.data !== null && 'errors' in answer.data
}

function isRefusal(answer: unknown): boolean {
  const init = typeof answer === 'object' && answer !== null && 'init' in answer ? answer.init : answer
  const status = typeof init === 'object' && init !== null && 'status' in init ? Number(init.status) : 200
  return status >= 400
}

/**
 * What it waits for goes on, but nobody waits any longer.
 *
 * @param received of a body that is being read: its sender's time does not count
 */
async function within<Result>(
  patienceMs: number,
  giveUp: () => Error,
  work: () => Promise<Result>,
  received: () => Promise<void> | undefined = () => undefined,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  let done = false
  const wait = () =>
    new Promise<void>((resolve) => {
      if (!done) timer = setTimeout(resolve, patienceMs)
    })
  const impatience = async (): Promise<never> => {
    await wait()
    const body = received()
    if (body) await body.then(wait)
    throw giveUp()
  }
  try {
    return await Promise.race([work(), impatience()])
  } finally {
    done = true
    clearTimeout(timer)
  }
}

function answerTo(thrown: unknown, context: RequestContext, route: string): unknown {
  const { requestId, services, outcome } = context
  const expected = outcome.bodyError ?? expectedFailure(thrown)
  // The page around what was done, or may have been, could not be read.
  const isOpen = outcome.isDone || outcome.isUnsettled
  const failure = expected?.code === 'database_away' && isOpen ? new DomainError('outcome_unknown') : expected
  if (failure) {
    outcome.failPage()
    if (expected && expected.status >= 500)
      services.log.warn({ err: thrown, requestId, route }, 'The database is away')
    outcome.retryIn(failure.retryAfter)
    return answerOf(failure, context)
  }
  // Responses and `data()` are answers, not faults.
  if (!(thrown instanceof Error)) return thrown
  services.log.error({ err: thrown, requestId, route }, 'A page failed')
  return answerOf(new DomainError('unexpected'), context)
}

/** With what the error page needs when nothing else could be loaded: whose it is and who helps. */
export function answerOf(
  { code, params, status, retryAfter }: DomainError,
  context: RequestContext,
): Response {
  const { brandName, supportEmail, supportPhone } = context.services.settings
  const headers: HeadersInit = retryAfter ? { 'Retry-After': String(retryAfter) } : {}
  const { requestId } = context
  context.outcome.noteError(code)
  return Response.json(
    { code, params, requestId, brandName, supportEmail, supportPhone },
    { status, headers },
  )
}
