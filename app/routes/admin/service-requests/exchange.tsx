import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { ExchangeCoupons } from '#app/domain/service-requests/coupon-requests.input.server.ts'
import { couponsOfAnyServiceRequest } from '#app/domain/service-requests/coupon-requests.server.ts'
import { exchangeCouponsOf } from '#app/domain/service-requests/exchanging.server.ts'
import { findAnyServiceRequest } from '#app/domain/service-requests/service-requests.server.ts'
import { isOpen } from '#app/domain/service-requests/service-requests.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { ExchangeForm } from '#app/views/service-requests/exchange-form.tsx'
import { requestCouponView } from '#app/views/service-requests/service-request-view.server.ts'

export const handle: PageHandle = { title: 'service-requests:exchange.title' }

/** The form stands on the request's page; here it stands again when it was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'answer_service_requests')
  const { id, status, kind, ...row } = await findAnyServiceRequest(ctx, positiveId(params.id))
  if (!isOpen(status) || kind !== 'exchange') {
    throw redirectWithToast(ctx.settings, `/admin/service-requests/${id}`, 'errors:service_request_not_open')
  }
  const coupons = await couponsOfAnyServiceRequest(ctx, id)
  return {
    ...{ id, companyId: row.company_id },
    coupons: coupons.map(requestCouponView),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'answer_service_requests')
  const { id } = await findAnyServiceRequest(ctx, positiveId(params.id))
  return submit(ctx, request, ExchangeCoupons, async (input) => {
    const { exchanged } = await exchangeCouponsOf(ctx, id, input)
    const said = { count: String(exchanged) }
    return redirectWithToast(
      ctx.settings,
      `/admin/service-requests/${id}`,
      'service-requests:answered.exchange',
      said,
    )
  })
}

export default function ExchangeCouponsPage() {
  const { id, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const number = String(id)
  return (
    <>
      <PageHead
        title={t('service-requests:exchange.title')}
        crumbs={[
          { label: t('service-requests:numbered', { number }), href: `/admin/service-requests/${id}` },
        ]}
      />
      <ExchangeForm id={id} {...form} answer={answer} />
    </>
  )
}
