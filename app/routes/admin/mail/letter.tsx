import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { findLetter } from '#app/domain/mail/mail.server.ts'
import { shownMailStatus } from '#app/domain/mail/mail.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { LetterFacts } from '#app/views/mail/letter-facts.tsx'
import { LetterFrame } from '#app/views/mail/letter-frame.tsx'
import { LetterHistory } from '#app/views/mail/letter-history.tsx'

export const handle: PageHandle = { title: 'mail:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { letter, attempts, events, retryable } = await findLetter(ctx, positiveId(params.id))
  return {
    ...factsOf(letter),
    attempts: attempts.map(({ id, at, outcome, status_code, message }) => {
      return { id, at: almatyWallClock(at), outcome, status: status_code, message }
    }),
    events: events.map(({ type, detail, received_at }) => ({
      type,
      detail,
      at: almatyWallClock(received_at),
    })),
    mayRetry: retryable && may(ctx.actor, 'retry_mail'),
  }
}

function factsOf(letter: Awaited<ReturnType<typeof findLetter>>['letter']) {
  const clock = (moment: Date | null) => moment && almatyWallClock(moment)
  return {
    id: letter.id,
    to: letter.to_email,
    from: letter.from_email,
    subject: letter.subject,
    template: letter.template,
    language: letter.locale,
    status: letter.status,
    shown: shownMailStatus(letter.status, letter.last_error),
    delivery: letter.delivery,
    reason: letter.last_error,
    tries: letter.attempts,
    invitationId: letter.invitation_id,
    userId: letter.user_id,
    queuedAt: almatyWallClock(letter.created_at),
    dueAt: letter.status === 'pending' ? clock(letter.due_at) : null,
    sentAt: clock(letter.sent_at),
    deliveryAt: clock(letter.delivery_at),
  }
}

export default function Letter() {
  const letter = useLoaderData<typeof loader>()
  const { t, say } = useWords()
  const { formNonce } = useRoot()
  return (
    <>
      <PageHead
        title={letter.to}
        lead={say(`mail:template.${letter.template}`)}
        crumbs={[{ label: t('mail:title'), href: '/admin/mail' }]}
        badge={
          <StatusBadge of="outbox" state={letter.shown}>
            {t(`mail:status.${letter.shown}`)}
          </StatusBadge>
        }
      />
      <div className="stack">
        <Panel title={t('mail:one')}>
          <LetterFacts letter={letter} />
        </Panel>
        {letter.status === 'parked' ? <Alert tone="warn">{t('mail:statusHint.parked')}</Alert> : null}
        {letter.mayRetry ? (
          <ConfirmPanel
            trigger={t('mail:retry.action')}
            title={t('mail:retry.confirm', { email: letter.to })}
            consequence={retryHint(letter, t)}
            action={`/admin/mail/${letter.id}/retry`}
            nonce={formNonce}
            look="calm"
          />
        ) : null}
        <Panel title={t('mail:history')}>
          <LetterHistory attempts={letter.attempts} events={letter.events} />
        </Panel>
        <Panel title={letter.subject} flush>
          <p className="panel-body quiet">{t('mail:bodyHidden')}</p>
          <LetterFrame src={`/admin/mail/${letter.id}/body`} title={letter.subject} />
        </Panel>
      </div>
    </>
  )
}

type Words = ReturnType<typeof useWords>['t']

function retryHint({ status, reason }: { status: string; reason: string | null }, t: Words): string {
  if (reason === 'outcome_unknown') return t('mail:retry.twice')
  return status === 'sent' ? t('mail:retry.bounced') : t('mail:retry.mended')
}
