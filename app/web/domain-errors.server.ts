import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'
import { isConnectionLost } from '#db/client.server.ts'
import { DomainError } from '#app/domain/errors.ts'

type DataFunction = (args: LoaderFunctionArgs & ActionFunctionArgs) => unknown

/**
 * The server build with one more promise: an expected failure that a loader or an action throws becomes its own
 * status and code, so that the error page finds words for it; a database that is away becomes 503. No route can forget.
 */
export function answerDomainErrors(build: ServerBuild): ServerBuild {
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      if (!route) return [id, route]
      const module = { ...route.module }
      if (module.loader) module.loader = translated(module.loader as DataFunction)
      if (module.action) module.action = translated(module.action as DataFunction)
      return [id, { ...route, module }]
    }),
  )
  return { ...build, routes }
}

function translated(perform: DataFunction) {
  return async (args: LoaderFunctionArgs & ActionFunctionArgs) => {
    try {
      return await perform(args)
    } catch (error) {
      throw answerTo(error, args.context.requestId)
    }
  }
}

function answerTo(error: unknown, requestId: string): unknown {
  if (error instanceof DomainError) {
    const headers: HeadersInit = error.retryAfter ? { 'Retry-After': String(error.retryAfter) } : {}
    return Response.json({ code: error.code, params: error.params, requestId }, { status: error.status, headers })
  }
  if (isConnectionLost(error)) {
    return Response.json({ code: 'database_away', requestId }, { status: 503, headers: { 'Retry-After': '5' } })
  }
  return error
}
