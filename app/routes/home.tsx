import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { contextOf, homeOf } from '#app/http/session/guards.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  return redirect(homeOf(await contextOf(request, context)))
}
