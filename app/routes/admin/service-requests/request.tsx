import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { couponsOfAnyServiceRequest } from '#app/domain/service-requests/coupon-requests.server.ts'
import { findAnyServiceRequest } from '#app/domain/service-requests/service-requests.server.ts'
import { isAboutCoupons, isOpen } from '#app/domain/service-requests/service-requests.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { ExchangeForm } from '#app/views/service-requests/exchange-form.tsx'
import { ExtendForm } from '#app/views/service-requests/extend-form.tsx'
import { RequestCoupons } from '#app/views/service-requests/request-coupons.tsx'
import { FinishForm, RefuseForm, TakeForm } from '#app/views/service-requests/service-request-answer.tsx'
import { ServiceRequestFacts } from '#app/views/service-requests/service-request-facts.tsx'
import {
  requestCouponView,
  serviceRequestView,
} from '#app/views/service-requests/service-request-view.server.ts'

export const handle: PageHandle = { title: 'service-requests:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const row = await findAnyServiceRequest(ctx, positiveId(params.id))
  const coupons = isAboutCoupons(row.kind) ? await couponsOfAnyServiceRequest(ctx, row.id) : []
  const today = businessDay(ctx.now)
  return {
    request: serviceRequestView(row, ctx.now, { forStaff: true }),
    coupons: coupons.map(requestCouponView),
    today,
    earliest: addDays(today, 1),
    mayAnswer: isOpen(row.status) && may(ctx.actor, 'answer_service_requests'),
  }
}

export default function ServiceRequest() {
  const { request, coupons, today, earliest, mayAnswer } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { id, kind, status, card, company } = request
  const companyHref = `/admin/companies/${company.id}`
  return (
    <>
      <PageHead
        title={t('service-requests:numbered', { number: String(id) })}
        crumbs={[{ label: t('service-requests:title'), href: '/admin/service-requests' }]}
        badge={
          <StatusBadge of="serviceRequest" state={status}>
            {t(`service-requests:status.${status}`)}
          </StatusBadge>
        }
      />
      <div className="stack">
        <ServiceRequestFacts
          request={request}
          companyHref={companyHref}
          cardHref={card && `${companyHref}/cards/${card.id}`}
        />
        {coupons.length > 0 && !mayAnswer ? (
          <RequestCoupons coupons={coupons} path={`${companyHref}/coupons`} />
        ) : null}
        {mayAnswer ? (
          <>
            {kind === 'extension' ? (
              <ExtendForm
                {...{ id, coupons, earliest }}
                companyId={company.id}
                wanted={request.wish?.until ?? null}
              />
            ) : null}
            {kind === 'exchange' ? <ExchangeForm {...{ id, coupons }} companyId={company.id} /> : null}
            <div className="columns">
              <TakeForm id={id} today={today} isTaken={status === 'in_work'} />
              {request.wish ? null : <FinishForm id={id} />}
            </div>
            <RefuseForm id={id} />
          </>
        ) : null}
      </div>
    </>
  )
}
