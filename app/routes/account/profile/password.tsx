import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ChangePassword } from '#app/domain/access/access.input.server.ts'
import { changePassword } from '#app/domain/access/password-change.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { currentSession, requirePerson } from '#app/http/session/guards.server.ts'
import { deviceOf, sessionCookie } from '#app/http/session/session-cookie.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { PasswordChange } from '#app/views/profile/profile-parts.tsx'

export const handle: PageHandle = { title: 'profile:password.title' }

/** The form stands on /profile; here it stands again when it was refused. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requirePerson(request, context)
  return { email: ctx.actor.email }
}

/** This device goes on under a fresh session; every other one ends. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requirePerson(request, context)
  const current = await currentSession(request, context)
  return submit(ctx, request, ChangePassword, async (input) => {
    const session = await changePassword(ctx, current?.sessionId ?? 0, input, deviceOf(request))
    const response = redirectWithToast(ctx.settings, '/profile', 'profile:password.changed')
    response.headers.append('Set-Cookie', sessionCookie(ctx.settings, session))
    return response
  })
}

export default function Password() {
  const { email } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('profile:password.title')}
        crumbs={[{ label: t('profile:title'), href: '/profile' }]}
      />
      <PasswordChange email={email} answer={answer} />
    </>
  )
}
