import type { ActionFunctionArgs } from '@remix-run/node'
import { findImport } from '#app/domain/imports/import-lists.server.ts'
import { CommitImport } from '#app/domain/imports/imports.input.server.ts'
import { requestCommit } from '#app/domain/imports/imports.server.ts'
import { submitBack } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, fileName } = await findImport(ctx, positiveId(params.id))
  const page = `/admin/imports/${id}`
  return submitBack(ctx, request, CommitImport, page, async (input) => {
    await requestCommit(ctx, id, input)
    return redirectWithToast(ctx.settings, page, 'imports:committing', { file: fileName })
  })
}
