import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { signOut } from '#app/domain/access/own-sessions.server.ts'
import { readCookie } from '#app/http/cookies.server.ts'
import { safeRedirect } from '#app/http/forms/redirect.server.ts'
import { readFields } from '#app/http/forms/submit.server.ts'
import { toastCookie } from '#app/http/forms/toast.server.ts'
import { contextOf, SESSION_COOKIE } from '#app/http/session/guards.server.ts'
import { endedSessionCookie } from '#app/http/session/session-cookie.server.ts'

/** Kills the session on the server; `redirectTo` lets an opened link go on afterwards. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await contextOf(request, context)
  const token = readCookie(ctx.settings, request, SESSION_COOKIE)
  if (token) await signOut(ctx, token)
  const fields = await readFields(request)
  const headers = new Headers({ 'Clear-Site-Data': '"cache"' })
  headers.append('Set-Cookie', endedSessionCookie(ctx.settings))
  headers.append('Set-Cookie', toastCookie(ctx.settings, { key: 'auth:signIn.signedOut', params: {} }))
  return redirect(safeRedirect(ctx.settings, fields?.redirectTo, '/sign-in'), { headers })
}

/** Typed into the address bar it does nothing: only a POST signs out. */
export function loader() {
  return redirect('/')
}
