import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { contextOf } from '#app/http/session/guards.server.ts'

const homes = { staff: '/admin', client: '/cabinet', person: '/company' } as const

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { kind } = (await contextOf(request, context)).actor
  return redirect(kind in homes ? homes[kind as keyof typeof homes] : '/sign-in')
}
