import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { bulkAction } from '#app/http/forms/bulk-action.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { bulkPage } from '#app/views/bulk-changes/bulk-page.server.ts'
import { BulkPage } from '#app/views/bulk-changes/bulk-page.tsx'

export const handle: PageHandle = { title: 'bulk-changes:title' }

/** `ids` or the filter of the list: what is chosen. `action`: what to do; without it the page asks. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  return bulkPage(ctx, ctx.actor.companyId, 'coupon', new URL(request.url))
}

/** Without the digest of a preview it leads to the preview. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  return bulkAction(ctx, ctx.actor.companyId, 'coupon', request)
}

export default function ChangeCoupons() {
  return <BulkPage view={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
