import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { extendCouponsInput } from '#app/domain/service-requests/coupon-requests.input.server.ts'
import { couponsOfAnyServiceRequest } from '#app/domain/service-requests/coupon-requests.server.ts'
import { extendCouponsOf } from '#app/domain/service-requests/extending.server.ts'
import { findAnyServiceRequest } from '#app/domain/service-requests/service-requests.server.ts'
import { isOpen } from '#app/domain/service-requests/service-requests.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { ExtendForm } from '#app/views/service-requests/extend-form.tsx'
import { requestCouponView } from '#app/views/service-requests/service-request-view.server.ts'

export const handle: PageHandle = { title: 'service-requests:extend.title' }

/** The form stands on the request's page; here it stands again when it was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'answer_service_requests')
  const { id, status, kind, ...row } = await findAnyServiceRequest(ctx, positiveId(params.id))
  if (!isOpen(status) || kind !== 'extension') {
    throw redirectWithToast(ctx.settings, `/admin/service-requests/${id}`, 'errors:service_request_not_open')
  }
  const coupons = await couponsOfAnyServiceRequest(ctx, id)
  return {
    ...{ id, companyId: row.company_id, wanted: row.wanted_until },
    coupons: coupons.map(requestCouponView),
    earliest: addDays(businessDay(ctx.now), 1),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'answer_service_requests')
  const { id } = await findAnyServiceRequest(ctx, positiveId(params.id))
  return submit(ctx, request, extendCouponsInput(businessDay(ctx.now)), async (input) => {
    const { extended } = await extendCouponsOf(ctx, id, input)
    const said = { count: String(extended) }
    return redirectWithToast(
      ctx.settings,
      `/admin/service-requests/${id}`,
      'service-requests:answered.extend',
      said,
    )
  })
}

export default function ExtendCouponsPage() {
  const { id, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const number = String(id)
  return (
    <>
      <PageHead
        title={t('service-requests:extend.title')}
        crumbs={[
          { label: t('service-requests:numbered', { number }), href: `/admin/service-requests/${id}` },
        ]}
      />
      <ExtendForm id={id} {...form} answer={answer} />
    </>
  )
}
