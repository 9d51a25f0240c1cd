import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Fragment } from 'react'
import { findListedInvitation } from '#app/domain/invitations/invitation-lists.server.ts'
import { canResend, canRevoke } from '#app/domain/invitations/invitations.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { formatDateTime } from '#locales/format.ts'
import { localeNames } from '#locales/index.ts'

export const handle: PageHandle = { title: 'invitations:one' }

const rightsToStaff = { resend: 'invite_staff', revoke: 'invite_staff' } as const
const rightsToClients = { resend: 'invite_clients', revoke: 'revoke_invitations' } as const

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const invitation = await findListedInvitation(ctx, positiveId(params.id))
  const clock = (moment: Date | null) => moment && almatyWallClock(moment)
  const right = invitation.staffRole ? rightsToStaff : rightsToClients
  return {
    ...invitation,
    mayResend: canResend(invitation.state) && may(ctx.actor, right.resend),
    mayRevoke: canRevoke(invitation.state) && may(ctx.actor, right.revoke),
    sentAt: clock(invitation.sentAt),
    expiresAt: clock(invitation.expiresAt),
    acceptedAt: clock(invitation.acceptedAt),
    revokedAt: clock(invitation.revokedAt),
    reinviteRequestedAt: clock(invitation.reinviteRequestedAt),
    letter: invitation.letter && { ...invitation.letter, at: clock(invitation.letter.at) },
  }
}

export default function Invitation() {
  const row = useLoaderData<typeof loader>()
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  const moment = (clock: string | null) => clock && formatDateTime(clock, locale)
  const state = row.state === 'waiting' ? 'pending' : row.state
  const as = row.role ?? row.staffRole
  const { letter } = row
  const letterState =
    letter && (letter.delivery ? t(`mail:delivery.${letter.delivery}`) : t(`mail:status.${letter.status}`))
  const badge = (
    <StatusBadge of="invitation" state={state}>
      {t(`invitations:status.${state}`)}
    </StatusBadge>
  )
  return (
    <>
      <PageHead
        title={row.email}
        badge={badge}
        crumbs={[{ label: t('invitations:title'), href: '/admin/invitations' }]}
      />
      {row.reinviteRequestedAt ? (
        <Alert tone="warn">
          {t('invitations:reinviteAt', { moment: formatDateTime(row.reinviteRequestedAt, locale) })}
        </Alert>
      ) : null}
      <Panel title={t('invitations:one')}>
        <DescriptionList
          items={[
            [
              t('invitations:company'),
              row.companyId ? (
                <a key="company" href={`/admin/companies/${row.companyId}`}>
                  {row.companyName}
                </a>
              ) : (
                t('invitations:toStaff')
              ),
            ],
            [t('invitations:role'), as && t(`common:role.${as}`)],
            [t('common:field.station'), row.station && `${row.station.code} · ${row.station.name}`],
            [t('common:field.name'), row.name],
            [t('invitations:language'), localeNames[row.locale]],
            [t('invitations:sentAt'), moment(row.sentAt)],
            [t('invitations:expiresAt'), moment(row.expiresAt)],
            [t('invitations:acceptedAt'), moment(row.acceptedAt)],
            [t('invitations:revokedAt'), moment(row.revokedAt)],
            [t('invitations:invitedBy'), row.invitedBy],
            [
              t('user-facts:one'),
              row.userId && (
                <a key="user" href={`/admin/users/${row.userId}`}>
                  {row.email}
                </a>
              ),
            ],
            [
              t('invitations:letter'),
              letter && (
                <Fragment key="letter">
                  <a href={`/admin/mail/${letter.id}`}>{letterState}</a> {moment(letter.at)}
                </Fragment>
              ),
            ],
          ]}
        />
      </Panel>
      {row.mayResend ? (
        <div className="stack-sm">
          <p className="quiet">
            {row.state === 'expired' ? t('invitations:resend.hintExpired') : t('invitations:resend.hint')}
          </p>
          <PostButton action={`/admin/invitations/${row.id}/resend`} nonce={formNonce} look="primary">
            {t('invitations:resend.action')}
          </PostButton>
        </div>
      ) : null}
      {row.mayRevoke ? (
        <DangerPanel title={t('invitations:revoke.panel')}>
          <ConfirmPanel
            trigger={t('invitations:revoke.action')}
            title={t('invitations:revoke.action')}
            consequence={t('invitations:revoke.confirm', { email: row.email })}
            action={`/admin/invitations/${row.id}/revoke`}
            nonce={formNonce}
          />
        </DangerPanel>
      ) : null}
    </>
  )
}
