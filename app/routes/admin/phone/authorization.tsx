import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { findPhoneAuthorization } from '#app/domain/pump-operations/by-phone.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { forgetNewKey, readNewKey } from '#app/http/session/new-key-cookie.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { PhonePage } from '#app/views/authorizations/phone-page.tsx'
import { phoneView } from '#app/views/authorizations/phone-view.server.ts'

export const handle: PageHandle = { title: 'phone:one' }

/** The code is shown once, to who asked. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const asked = await findPhoneAuthorization(ctx, positiveId(params.id))
  const [id, code] = readNewKey(ctx, request)?.split(':') ?? []
  const isOfThis = id === String(asked.id) && code !== undefined
  const view = {
    view: await phoneView(ctx, asked),
    code: isOfThis ? code : null,
    maySettle: may(ctx.actor, 'authorize_by_phone') && ['open', 'over'].includes(asked.code),
  }
  return data(view, isOfThis ? { headers: forgetNewKey(ctx) } : {})
}

export default function OnePhoneAuthorization() {
  return <PhonePage {...useLoaderData<typeof loader>()} />
}
