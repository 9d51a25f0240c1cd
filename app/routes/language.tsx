import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { updateProfile } from '#app/domain/accounts/profile.server.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { KEPT_SECONDS, serializeCookie } from '#app/http/cookies.server.ts'
import { safeRedirect } from '#app/http/forms/redirect.server.ts'
import { readFields } from '#app/http/forms/submit.server.ts'
import { LOCALE_COOKIE } from '#app/http/locale.ts'
import { contextOf, currentSession } from '#app/http/session/guards.server.ts'
import { isLocale } from '#locales/index.ts'

/** Whoever is signed in changes the language of his letters too; the cookie is for the pages before the next sign-in. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await contextOf(request, context)
  const { locale, redirectTo } = (await readFields(request)) ?? {}
  if (!isLocale(locale)) reject('invalid')
  const session = await currentSession(request, context)
  if (session) await updateProfile(ctx, { name: session.user.name, locale })
  const cookie = serializeCookie(ctx.settings, LOCALE_COOKIE, locale, { maxAge: KEPT_SECONDS })
  return redirect(safeRedirect(ctx.settings, redirectTo), { headers: { 'Set-Cookie': cookie } })
}

/** Typed into the address bar it does nothing. */
export function loader() {
  return redirect('/')
}
