import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { photoLimits } from '#app/domain/till/photos/photo-limits.ts'
import { presentPhoto } from '#app/domain/till/photos/present-photo.server.ts'
import type { Fields } from '#app/http/forms/fields.server.ts'
import { NoFields } from '#app/http/forms/submit.server.ts'
import { submitUpload } from '#app/http/forms/uploads.server.ts'
import { refuseStrayForm } from '#app/http/session/drawn-for.server.ts'
import { requirePerson } from '#app/http/session/guards.server.ts'
import { inOwnShift, phoneOf } from '#app/http/session/till-phone.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { SellPage } from '#app/views/till/sell-page.tsx'
import { tillView } from '#app/views/till/till-view.server.ts'

export const handle: PageHandle = { title: 'till:title' }

/** The form stands at the till; here it stands again when it was refused. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requirePerson(request, context)
  return inOwnShift(tillView(ctx, phoneOf(ctx, request)))
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requirePerson(request, context)
  requireRight(ctx, 'use_till')
  const target = { pattern: '/till/photo', hasPage: true }
  const refuse = (fields: Fields | null) => refuseStrayForm(request, context, target, fields)
  const present = async (_: object, { bytes }: { bytes: Buffer }) => {
    const { id } = await presentPhoto(ctx, phoneOf(ctx, request), bytes)
    return redirect(`/till/authorizations/${id}`)
  }
  return submitUpload(ctx, request, context, NoFields, refuse, present, photoLimits.bytes)
}

export default function Photo() {
  return <SellPage view={useLoaderData<typeof loader>()} photoAnswer={useActionData<typeof action>()} />
}
