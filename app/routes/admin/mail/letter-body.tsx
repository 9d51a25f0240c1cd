import type { LoaderFunctionArgs } from '@remix-run/node'
import { previewForStaff } from '#app/domain/mail/mail.server.ts'
import { letterPage } from '#app/http/server/letter-frame.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return letterPage(await previewForStaff(ctx, positiveId(params.id)), { links: false })
}
