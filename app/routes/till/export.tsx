import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { fileResponse } from '#app/http/server/file-response.server.ts'
import { positiveId, requirePerson } from '#app/http/session/guards.server.ts'
import { shiftFile } from '#app/views/till/shift-export.server.ts'

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requirePerson(request, context)
  requireRight(ctx, 'use_till')
  return fileResponse(ctx, 'csv', await shiftFile(ctx, positiveId(params.id)))
}
