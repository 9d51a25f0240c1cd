import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { finishServiceRequest } from '#app/domain/service-requests/answering.server.ts'
import { FinishServiceRequest } from '#app/domain/service-requests/service-requests.input.server.ts'
import { findAnyServiceRequest } from '#app/domain/service-requests/service-requests.server.ts'
import { isOpen } from '#app/domain/service-requests/service-requests.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { FinishForm } from '#app/views/service-requests/service-request-answer.tsx'

export const handle: PageHandle = { title: 'service-requests:finish' }

/** The form stands on the request's page; here it stands again when it was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'answer_service_requests')
  const { id, status } = await findAnyServiceRequest(ctx, positiveId(params.id))
  if (!isOpen(status)) {
    throw redirectWithToast(ctx.settings, `/admin/service-requests/${id}`, 'errors:service_request_not_open')
  }
  return { id }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'answer_service_requests')
  const { id } = await findAnyServiceRequest(ctx, positiveId(params.id))
  return submit(ctx, request, FinishServiceRequest, async (input) => {
    await finishServiceRequest(ctx, id, input)
    return redirectWithToast(
      ctx.settings,
      `/admin/service-requests/${id}`,
      'service-requests:answered.finish',
    )
  })
}

export default function FinishServiceRequestPage() {
  const { id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const number = String(id)
  return (
    <>
      <PageHead
        title={t('service-requests:finish')}
        crumbs={[
          { label: t('service-requests:numbered', { number }), href: `/admin/service-requests/${id}` },
        ]}
      />
      <FinishForm id={id} answer={answer} />
    </>
  )
}
