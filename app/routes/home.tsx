import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import type { Actor } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { contextOf } from '#app/http/session/guards.server.ts'

const homes = { staff: '/admin', client: '/cabinet', person: '/company' } as const

export async function loader({ request, context }: LoaderFunctionArgs) {
  return redirect(homeOf((await contextOf(request, context)).actor))
}

function homeOf(actor: Actor): string {
  if (may(actor, 'use_till')) return '/till'
  return actor.kind in homes ? homes[actor.kind as keyof typeof homes] : '/sign-in'
}
