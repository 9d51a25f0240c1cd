import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { DeclineRequest } from '#app/domain/requests/requests.input.server.ts'
import { declineRequest, findRequest } from '#app/domain/requests/requests.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DeclineForm } from '#app/views/requests/request-decision.tsx'

export const handle: PageHandle = { title: 'requests:decline.title' }

/** The form stands on the request's page; here it stands again when it was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'decide_requests')
  const { request: row } = await findRequest(ctx, positiveId(params.id))
  if (row.status !== 'pending') {
    throw redirectWithToast(ctx.settings, `/admin/requests/${row.id}`, 'errors:request_not_pending')
  }
  return { id: row.id, companyName: row.company_name }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'decide_requests')
  const id = positiveId(params.id)
  const { request: row } = await findRequest(ctx, id)
  return submit(ctx, request, DeclineRequest, async (input) => {
    await declineRequest(ctx, id, input)
    return redirectWithToast(ctx.settings, '/admin/requests', 'requests:declined', { email: row.email })
  })
}

export default function Decline() {
  const { id, companyName } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={companyName} crumbs={[{ label: t('requests:one'), href: `/admin/requests/${id}` }]} />
      <DeclineForm id={id} companyName={companyName} answer={answer} open />
    </>
  )
}
