import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { PhoneOutcome } from '#app/domain/pump-operations/by-phone.input.server.ts'
import {
  findPhoneAuthorization,
  settlePhoneAuthorization,
} from '#app/domain/pump-operations/by-phone.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { PhonePage } from '#app/views/authorizations/phone-page.tsx'
import { phoneView } from '#app/views/authorizations/phone-view.server.ts'

export const handle: PageHandle = { title: 'phone:one' }

/** The form stands on the authorization's page; here it stands again when it was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'authorize_by_phone')
  const asked = await findPhoneAuthorization(ctx, positiveId(params.id))
  if (!['open', 'over'].includes(asked.code)) throw redirect(`/admin/phone-authorizations/${asked.id}`)
  return phoneView(ctx, asked)
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'authorize_by_phone')
  const id = positiveId(params.id)
  return submit(ctx, request, PhoneOutcome, async (input) => {
    await settlePhoneAuthorization(ctx, id, input)
    return redirectWithToast(ctx.settings, `/admin/phone-authorizations/${id}`, 'phone:settle.done')
  })
}

export default function Settle() {
  return <PhonePage view={useLoaderData<typeof loader>()} maySettle answer={useActionData<typeof action>()} />
}
