import type { ActionFunctionArgs, ServerBuild } from '@remix-run/node'
import { readFields } from '#app/http/forms/submit.server.ts'
import { refuseStrayForm } from '#app/http/session/drawn-for.server.ts'
import { traitsOf } from '#app/http/url-traits.ts'

type Act = (args: ActionFunctionArgs) => unknown

/**
 * The server build with one more promise: no action runs for a form that was drawn for another person or another
 * company. No route can forget. An upload is checked where its fields are read, because they come with the file.
 */
export function bindForms(build: ServerBuild, pattern: string): ServerBuild {
  if (traitsOf(pattern).upload) return build
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      if (!route?.module.action) return [id, route]
      const act = route.module.action as Act
      const hasPage = route.module.default !== undefined
      const action: Act = async (args) => {
        const { request, context } = args
        const fields = await readFields(request)
        return (await refuseStrayForm(request, context, { pattern, hasPage }, fields)) ?? act(args)
      }
      return [id, { ...route, module: { ...route.module, action } }]
    }),
  )
  return { ...build, routes: routes as ServerBuild['routes'] }
}
