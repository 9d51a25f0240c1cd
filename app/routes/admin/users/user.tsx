import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findUser } from '#app/domain/accounts/users.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { listStationChoices } from '#app/domain/stations/cashier-station.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { UserCompanies } from '#app/views/users/user-companies.tsx'
import { UserDanger } from '#app/views/users/user-danger.tsx'
import { UserSessions } from '#app/views/users/user-sessions.tsx'
import { UserStatus } from '#app/views/users/user-status.tsx'
import { formatDateTime } from '#locales/format.ts'
import { localeNames } from '#locales/index.ts'

export const handle: PageHandle = { title: 'user-facts:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const user = await findUser(ctx, positiveId(params.id))
  return {
    ...user,
    createdAt: almatyWallClock(user.createdAt),
    disabledAt: user.disabledAt && almatyWallClock(user.disabledAt),
    sessions: user.sessions.map((session) => ({
      ...session,
      createdAt: almatyWallClock(session.createdAt),
      seenAt: almatyWallClock(session.seenAt),
    })),
    isSelf: ctx.actor.userId === user.id,
    mayDisable: may(ctx.actor, user.staffRole ? 'disable_staff' : 'disable_users'),
    mayEndSessions: may(ctx.actor, user.staffRole ? 'disable_staff' : 'end_user_sessions'),
    mayUnblock: may(ctx.actor, 'unblock_users'),
    stations:
      user.staffRole !== null && may(ctx.actor, 'disable_staff') ? await listStationChoices(ctx) : null,
  }
}

export default function User() {
  const user = useLoaderData<typeof loader>()
  const { t, locale } = useWords()
  const { withAudit } = useRoot()
  const badge = (
    <StatusBadge of="user" state={user.state}>
      {t(`user-facts:status.${user.state}`)}
    </StatusBadge>
  )
  const lastSeen = user.sessions
    .map(({ seenAt }) => seenAt)
    .sort()
    .at(-1)
  return (
    <>
      <PageHead
        title={user.email}
        badge={badge}
        crumbs={[{ label: t('users:title'), href: '/admin/users' }]}
      />
      <Panel title={t('user-facts:one')}>
        <DescriptionList
          items={[
            [t('common:field.name'), user.name],
            [t('users:staffRole'), user.staffRole && t(`common:role.${user.staffRole}`)],
            [t('common:field.station'), user.station && `${user.station.code} · ${user.station.name}`],
            [t('common:field.language'), localeNames[user.locale]],
            [t('user-facts:since'), formatDateTime(user.createdAt, locale)],
            [t('users:lastSeen'), lastSeen && formatDateTime(lastSeen, locale)],
            [
              t('users:history'),
              withAudit && (
                <a key="history" href={`/admin/audit?q=${encodeURIComponent(user.email)}`}>
                  {t('common:action.show')}
                </a>
              ),
            ],
          ]}
        />
      </Panel>
      <UserStatus user={user} />
      {user.staffRole ? null : <UserCompanies companies={user.companies} />}
      <UserSessions user={user} />
      <UserDanger user={user} />
    </>
  )
}
