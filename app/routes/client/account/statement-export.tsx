import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileResponse, formatIn } from '#app/http/server/file-response.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { statementFile } from '#app/views/contract-account/statement-file.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  return fileResponse(ctx, formatIn(request.url), await statementFile(ctx, ctx.actor.companyId, request.url))
}
