import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { couponsOfServiceRequest } from '#app/domain/service-requests/coupon-requests.server.ts'
import { findServiceRequest } from '#app/domain/service-requests/service-requests.server.ts'
import { canWithdraw, isAboutCoupons } from '#app/domain/service-requests/service-requests.ts'
import { requireClientOfServiceRequest } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { RequestCoupons } from '#app/views/service-requests/request-coupons.tsx'
import { ServiceRequestFacts } from '#app/views/service-requests/service-request-facts.tsx'
import {
  requestCouponView,
  serviceRequestView,
} from '#app/views/service-requests/service-request-view.server.ts'

export const handle: PageHandle = { title: 'service-requests:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfServiceRequest(request, context, id)
  const row = await findServiceRequest(ctx, ctx.actor.companyId, id)
  const coupons = isAboutCoupons(row.kind) ? await couponsOfServiceRequest(ctx, ctx.actor.companyId, id) : []
  return {
    request: serviceRequestView(row, ctx.now, { forStaff: false }),
    coupons: coupons.map(requestCouponView),
    mayWithdraw: canWithdraw(row.status) && may(ctx.actor, 'send_service_requests'),
  }
}

export default function ServiceRequest() {
  const { request, coupons, mayWithdraw } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { id, status, card } = request
  const nonce = useRoot().formNonce
  return (
    <>
      <PageHead
        title={t('service-requests:numbered', { number: String(id) })}
        crumbs={[{ label: t('service-requests:title'), href: '/service-requests' }]}
        badge={
          <StatusBadge of="serviceRequest" state={status}>
            {t(`service-requests:status.${status}`)}
          </StatusBadge>
        }
      />
      <div className="stack">
        <ServiceRequestFacts request={request} cardHref={card && `/cards/${card.id}`} />
        {coupons.length > 0 ? <RequestCoupons coupons={coupons} path="/coupons" /> : null}
        {mayWithdraw ? (
          <DangerPanel title={t('service-requests:withdraw')}>
            <ConfirmPanel
              trigger={t('service-requests:withdraw')}
              title={t('service-requests:withdrawTitle', { number: String(id) })}
              consequence={<p>{t('service-requests:withdrawConsequence')}</p>}
              action={`/service-requests/${id}/withdraw`}
              nonce={nonce}
            />
          </DangerPanel>
        ) : null}
      </div>
    </>
  )
}
