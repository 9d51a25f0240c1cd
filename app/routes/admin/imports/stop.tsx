import type { ActionFunctionArgs } from '@remix-run/node'
import { findImport } from '#app/domain/imports/import-lists.server.ts'
import { stopImport } from '#app/domain/imports/imports.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, fileName } = await findImport(ctx, positiveId(params.id))
  return submitPlain(ctx, request, `/admin/imports/${id}`, async () => {
    await stopImport(ctx, id)
    return redirectWithToast(ctx.settings, `/admin/imports/${id}`, 'imports:stop.done', { file: fileName })
  })
}
