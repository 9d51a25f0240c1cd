import { bulkRequest } from '#app/domain/bulk-changes/bulk-changes.input.server.ts'
import { startBulkChange } from '#app/domain/bulk-changes/bulk-changes.server.ts'
import { previewBulkChange } from '#app/domain/bulk-changes/preview.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import type { InstrumentKind } from '#db/schema/index.ts'

/** Starts a change as the forms do: the preview of now is confirmed. @returns its id */
export async function startBulk(
  ctx: Context,
  companyId: CompanyId,
  fields: Record<string, unknown>,
  kind: InstrumentKind = 'card',
): Promise<number> {
  const request = bulkRequest(kind).parse(fields)
  const { digest } = await previewBulkChange(ctx, companyId, request.selection, request.params)
  return startBulkChange(ctx, companyId, { ...request, digest })
}
