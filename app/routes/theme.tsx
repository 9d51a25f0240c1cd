import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { reject } from '#app/domain/kernel/errors.ts'
import { KEPT_SECONDS, serializeCookie } from '#app/http/cookies.server.ts'
import { safeRedirect } from '#app/http/forms/redirect.server.ts'
import { readFields } from '#app/http/forms/submit.server.ts'
import { themes } from '#app/ui/layout/switches.tsx'

/** Light, dark or as the system has it: a matter of this browser, so a cookie keeps it. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { settings } = context.services
  const { theme: wanted, redirectTo } = (await readFields(request)) ?? {}
  const theme = themes.find((choice) => choice === wanted) ?? reject('invalid')
  const cookie = serializeCookie(settings, 'theme', theme, { maxAge: KEPT_SECONDS })
  return redirect(safeRedirect(settings, redirectTo), { headers: { 'Set-Cookie': cookie } })
}

/** Typed into the address bar it does nothing. */
export function loader() {
  return redirect('/')
}
