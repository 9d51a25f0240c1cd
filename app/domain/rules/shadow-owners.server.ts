import { readCardRule } from '#app/domain/cards/card-rules.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import type { ShadowOwner } from '#db/schema/index.ts'
import { findGroup } from './group-lists.server.ts'
import { findTemplate } from './templates.server.ts'

/** That there is what a rule is tried for. @throws DomainError card_not_found, not_found, not_found */
export async function hasOwner(
  ctx: Context,
  companyId: CompanyId,
  { owner, id }: { owner: ShadowOwner; id: number },
): Promise<void> {
  if (owner === 'card') await readCardRule(ctx, companyId, id)
  if (owner === 'template') await findTemplate(ctx, companyId, id)
  if (owner === 'group') await findGroup(ctx, companyId, id)
}
