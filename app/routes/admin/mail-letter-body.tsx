import type { LoaderFunctionArgs } from '@remix-run/node'
import { previewForStaff } from '#app/domain/mail/mail.server.ts'
import { positiveId, requireStaff } from '#app/web/guards.server.ts'
import { letterPage } from '#app/web/letter-frame.server.ts'

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return letterPage(await previewForStaff(ctx, positiveId(params.id)), { links: false })
}
