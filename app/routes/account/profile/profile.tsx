import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listOwnSessions } from '#app/domain/access/own-sessions.server.ts'
import { Profile } from '#app/domain/accounts/accounts.input.server.ts'
import { updateProfile } from '#app/domain/accounts/profile.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { currentSession, requirePerson } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { NameAndLanguage, OwnSessions, PasswordChange } from '#app/views/profile/profile-parts.tsx'

export const handle: PageHandle = { title: 'profile:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requirePerson(request, context)
  const session = await currentSession(request, context)
  const sessions = await listOwnSessions(ctx, session?.sessionId ?? 0)
  return {
    email: ctx.actor.email,
    name: session?.user.name ?? '',
    sessions: sessions.map((own) => ({
      ...own,
      createdAt: almatyWallClock(own.createdAt),
      seenAt: almatyWallClock(own.seenAt),
    })),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requirePerson(request, context)
  return submit(ctx, request, Profile, async (input) => {
    await updateProfile(ctx, input)
    return redirectWithToast(ctx.settings, '/profile', 'common:saved')
  })
}

export default function ProfilePage() {
  const { email, name, sessions } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('profile:title')} />
      <NameAndLanguage email={email} name={name} answer={answer} />
      <PasswordChange email={email} />
      <OwnSessions sessions={sessions} />
    </>
  )
}
