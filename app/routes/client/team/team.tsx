import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listColleagues } from '#app/domain/accounts/team.server.ts'
import { listColleagueInvitations } from '#app/domain/invitations/invitation-lists.server.ts'
import { InviteColleague } from '#app/domain/invitations/invitations.input.server.ts'
import { inviteColleague } from '#app/domain/invitations/invitations.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Part } from '#app/ui/layout/part.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { InviteColleagueForm, WaitingColleagues } from '#app/views/invitations/colleague-invitations.tsx'
import { ColleagueList } from '#app/views/team/colleague-list.tsx'

export const handle: PageHandle = { title: 'team:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const colleagues = await listColleagues(ctx)
  const invitations = await listColleagueInvitations(ctx)
  return {
    colleagues: colleagues.map(({ userId, email, name, role }) => ({
      userId,
      email,
      name,
      role,
      isSelf: userId === ctx.actor.userId,
    })),
    invitations: invitations.map(({ id, email, role, state, expiresAt }) => ({
      id,
      email,
      role,
      expired: state === 'expired',
      expiresAt: almatyWallClock(expiresAt),
    })),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  return submit(ctx, request, InviteColleague, async (input) => {
    const { email } = await inviteColleague(ctx, input)
    return redirectWithToast(ctx.settings, '/team', 'team:invited', { email })
  })
}

export default function Team() {
  const { colleagues, invitations } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('team:title')} lead={t('team:lead')}>
        <Part of="readonly">
          <a className="btn" href="/readonly-links">
            {t('team:readonly')}
          </a>
        </Part>
      </PageHead>
      <ColleagueList colleagues={colleagues} />
      <WaitingColleagues invitations={invitations} />
      <InviteColleagueForm answer={answer} />
    </>
  )
}
