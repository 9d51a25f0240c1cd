import { redirect } from '@remix-run/node'
import { bulkRequest } from '#app/domain/bulk-changes/bulk-changes.input.server.ts'
import { startBulkChange } from '#app/domain/bulk-changes/bulk-changes.server.ts'
import { rightFor } from '#app/domain/bulk-changes/bulk-changes.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import type { InstrumentRef } from '#app/domain/kernel/instrument.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { queryOfForm } from './preview-redirect.server.ts'
import { type FormAnswer, submit } from './submit.server.ts'

/** Starts what a preview showed; without the digest of one it leads to it. */
export async function bulkAction(
  ctx: Context,
  companyId: CompanyId,
  kind: InstrumentRef['kind'],
  request: Request,
): Promise<FormAnswer> {
  requireRightIn(ctx, companyId, rightFor(kind, 'block'))
  return submit(ctx, request, bulkRequest(kind), async (input) => {
    if (input.digest === null) return redirect(await previewAddress(kind, request))
    return redirect(`/bulk-changes/${await startBulkChange(ctx, companyId, input)}`)
  })
}

async function previewAddress(kind: InstrumentRef['kind'], request: Request): Promise<string> {
  const query = await queryOfForm(request)
  query.set('ready', '1')
  return `${kind === 'card' ? '/cards' : '/coupons'}/bulk?${query}`
}
