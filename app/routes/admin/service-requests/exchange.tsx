import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ExchangeCoupons } from '#app/domain/service-requests/coupon-requests.input.server.ts'
import { couponsOfAnyServiceRequest } from '#app/domain/service-requests/coupon-requests.server.ts'
import { exchangeCouponsOf } from '#app/domain/service-requests/exchanging.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireOpenServiceRequest, requireServiceRequest } from '#app/http/session/service-request.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { AnswerPage } from '#app/views/service-requests/answer-page.tsx'
import { ExchangeForm } from '#app/views/service-requests/exchange-form.tsx'
import { requestCouponView } from '#app/views/service-requests/service-request-view.server.ts'

export const handle: PageHandle = { title: 'service-requests:exchange.title' }

/** The form stands on the request's page; here it stands again when it was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { ctx, serviceRequest } = await requireOpenServiceRequest(request, context, params.id, 'exchange')
  const coupons = await couponsOfAnyServiceRequest(ctx, serviceRequest.id)
  return {
    ...{ id: serviceRequest.id, companyId: serviceRequest.company_id },
    coupons: coupons.map(requestCouponView),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { ctx, serviceRequest } = await requireServiceRequest(request, context, params.id)
  return submit(ctx, request, ExchangeCoupons, async (input) => {
    const { exchanged } = await exchangeCouponsOf(ctx, serviceRequest.id, input)
    const said = { count: String(exchanged) }
    return redirectWithToast(
      ctx.settings,
      `/admin/service-requests/${serviceRequest.id}`,
      'service-requests:answered.exchange',
      said,
    )
  })
}

export default function ExchangeCouponsPage() {
  const { id, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <AnswerPage id={id} title={t('service-requests:exchange.title')}>
      <ExchangeForm id={id} {...form} answer={answer} />
    </AnswerPage>
  )
}
