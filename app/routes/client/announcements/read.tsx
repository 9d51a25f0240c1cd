import type { ActionFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { readAnnouncement } from '#app/domain/announcements/announcements.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  const id = positiveId(params.id)
  return submitPlain(ctx, request, '/cabinet', async () => {
    await readAnnouncement(ctx, id)
    return redirect('/cabinet')
  })
}
