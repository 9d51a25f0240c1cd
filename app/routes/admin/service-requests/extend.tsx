import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import { extendCouponsInput } from '#app/domain/service-requests/coupon-requests.input.server.ts'
import { couponsOfAnyServiceRequest } from '#app/domain/service-requests/coupon-requests.server.ts'
import { extendCouponsOf } from '#app/domain/service-requests/extending.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireOpenServiceRequest, requireServiceRequest } from '#app/http/session/service-request.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { AnswerPage } from '#app/views/service-requests/answer-page.tsx'
import { ExtendForm } from '#app/views/service-requests/extend-form.tsx'
import { requestCouponView } from '#app/views/service-requests/service-request-view.server.ts'

export const handle: PageHandle = { title: 'service-requests:extend.title' }

/** The form stands on the request's page; here it stands again when it was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { ctx, serviceRequest } = await requireOpenServiceRequest(request, context, params.id, 'extension')
  const coupons = await couponsOfAnyServiceRequest(ctx, serviceRequest.id)
  return {
    ...{ id: serviceRequest.id, companyId: serviceRequest.company_id, wanted: serviceRequest.wanted_until },
    coupons: coupons.map(requestCouponView),
    earliest: addDays(businessDay(ctx.now), 1),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { ctx, serviceRequest } = await requireServiceRequest(request, context, params.id)
  return submit(ctx, request, extendCouponsInput(businessDay(ctx.now)), async (input) => {
    const { extended } = await extendCouponsOf(ctx, serviceRequest.id, input)
    const said = { count: String(extended) }
    return redirectWithToast(
      ctx.settings,
      `/admin/service-requests/${serviceRequest.id}`,
      'service-requests:answered.extend',
      said,
    )
  })
}

export default function ExtendCouponsPage() {
  const { id, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <AnswerPage id={id} title={t('service-requests:extend.title')}>
      <ExtendForm id={id} {...form} answer={answer} />
    </AnswerPage>
  )
}
