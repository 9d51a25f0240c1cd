import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { findRequest } from '#app/domain/requests/requests.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { ApproveForm, DeclineForm } from '#app/views/requests/request-decision.tsx'
import { formatDate, formatDateTime, formatPhone } from '#locales/format.ts'
import { localeNames } from '#locales/index.ts'

export const handle: PageHandle = { title: 'requests:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { request: row, ...found } = await findRequest(ctx, positiveId(params.id))
  return {
    id: row.id,
    status: row.status,
    bin: row.bin,
    companyName: row.company_name,
    contactName: row.contact_name,
    email: row.email,
    phone: row.phone,
    city: row.city,
    comment: row.comment,
    locale: row.locale,
    received: almatyWallClock(row.created_at),
    consentVersion: row.consent_version,
    consentAt: almatyWallClock(row.consent_at),
    decided: row.decided_at && almatyWallClock(row.decided_at),
    declineReason: row.decline_reason,
    invitationId: row.invitation_id,
    ...found,
    mayDecide: row.status === 'pending' && may(ctx.actor, 'decide_requests'),
  }
}

export default function AccessRequest() {
  const row = useLoaderData<typeof loader>()
  const { t, locale } = useWords()
  const isPending = row.status === 'pending'
  const crumbs = [{ label: t('requests:title'), href: '/admin/requests' }]
  const badge = (
    <StatusBadge of="request" state={row.status}>
      {t(`requests:status.${row.status}`)}
    </StatusBadge>
  )
  const consent = t('requests:consentGiven', {
    version: formatDate(row.consentVersion, locale),
    moment: formatDateTime(row.consentAt, locale),
  })
  return (
    <>
      <PageHead title={row.companyName} crumbs={crumbs} badge={badge} />
      <Panel title={t('requests:one')}>
        <DescriptionList
          items={[
            [
              t('common:field.bin'),
              <span key="bin" className="tabular">
                {row.bin}
              </span>,
            ],
            [t('common:field.contactName'), row.contactName],
            [t('common:field.email'), row.email],
            [t('common:field.phone'), formatPhone(row.phone)],
            [t('common:field.city'), row.city],
            [t('common:field.comment'), row.comment],
            [t('requests:language'), localeNames[row.locale]],
            [t('requests:received'), formatDateTime(row.received, locale)],
            [t('requests:consent'), consent],
            [t('requests:decided'), row.decided && formatDateTime(row.decided, locale)],
            [t('requests:decline.reason'), row.declineReason],
          ]}
        />
      </Panel>
      {row.company ? (
        <Alert tone={row.company.closed || (isPending && row.addressDiffers) ? 'warn' : 'info'}>
          {t(row.company.closed ? 'requests:companyClosed' : 'requests:companyKnown')}:{' '}
          <a href={`/admin/companies/${row.company.id}`}>{row.company.name}</a>
          {isPending && row.addressDiffers ? <p>{t('requests:addressDiffers')}</p> : null}
        </Alert>
      ) : isPending ? (
        <Alert>{t('requests:companyUnknown')}</Alert>
      ) : null}
      {row.mayDecide ? (
        <>
          {row.company?.closed ? null : (
            <ApproveForm id={row.id} role={row.suggestedRole} language={row.locale} />
          )}
          <DeclineForm id={row.id} companyName={row.companyName} />
        </>
      ) : null}
      {row.invitationId ? (
        <p>
          <a className="btn" href={`/admin/invitations/${row.invitationId}`}>
            {t('invitations:one')}
          </a>
        </p>
      ) : null}
    </>
  )
}
