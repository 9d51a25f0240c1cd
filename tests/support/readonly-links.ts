import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { NewReadonlyLink } from '#app/domain/readonly-links/readonly-links.input.server.ts'
import { createReadonlyLink, findReadonlyLink } from '#app/domain/readonly-links/readonly-links.server.ts'

/** A link for November 2026, as the form makes it; its token. */
export async function readonlyLinkTo(
  ctx: Context,
  companyId: CompanyId,
  fields: Record<string, string> = {},
): Promise<{ id: number; token: string }> {
  const typed = { name: 'Аудит', from: '2026-11-01', to: '2026-11-30', days: '14', ...fields }
  const id = await createReadonlyLink(ctx, companyId, NewReadonlyLink.parse(typed))
  const { address } = await findReadonlyLink(ctx, companyId, id)
  const token = address?.split('/r/')[1]
  if (!token) throw new Error('no link')
  return { id, token }
}
