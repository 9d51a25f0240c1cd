import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { takeServiceRequest } from '#app/domain/service-requests/answering.server.ts'
import { takeServiceRequestInput } from '#app/domain/service-requests/service-requests.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireOpenServiceRequest, requireServiceRequest } from '#app/http/session/service-request.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { AnswerPage } from '#app/views/service-requests/answer-page.tsx'
import { TakeForm } from '#app/views/service-requests/service-request-answer.tsx'

export const handle: PageHandle = { title: 'service-requests:take' }

/** The form stands on the request's page; here it stands again when it was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { ctx, serviceRequest } = await requireOpenServiceRequest(request, context, params.id)
  return { id: serviceRequest.id, today: businessDay(ctx.now), isTaken: serviceRequest.status === 'in_work' }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { ctx, serviceRequest } = await requireServiceRequest(request, context, params.id)
  return submit(ctx, request, takeServiceRequestInput(businessDay(ctx.now)), async (input) => {
    await takeServiceRequest(ctx, serviceRequest.id, input)
    return redirectWithToast(
      ctx.settings,
      `/admin/service-requests/${serviceRequest.id}`,
      'service-requests:answered.take',
    )
  })
}

export default function TakeServiceRequestPage() {
  const { id, today, isTaken } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <AnswerPage id={id} title={t('service-requests:take')}>
      <TakeForm id={id} today={today} isTaken={isTaken} answer={answer} />
    </AnswerPage>
  )
}
