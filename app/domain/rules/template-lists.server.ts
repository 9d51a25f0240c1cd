import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { type Page, readPageById } from '#app/domain/kernel/page.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import {
  countTemplateCards,
  type NamedCardRow,
  selectTemplateCardPage,
} from '#db/queries/rules/template-cards.ts'
import { selectTemplateNames, selectTemplatePage } from '#db/queries/rules/templates.ts'
import { type RuleTemplate, templateIn } from './templates.server.ts'

/** A page of the company's templates, the newest first. */
export async function listRuleTemplates(
  ctx: Context,
  companyId: CompanyId,
  { q, cursor }: { q?: string | undefined; cursor?: string | undefined },
): Promise<Page<RuleTemplate>> {
  requireRightIn(ctx, companyId, 'see_cards')
  const page = await readPageById({
    cursor,
    read: (request) => selectTemplatePage(ctx.db, companyId, q, request),
  })
  const cards = await countTemplateCards(
    ctx.db,
    companyId,
    page.rows.map(({ id }) => id),
  )
  return { ...page, rows: page.rows.map((row) => templateIn(row, cards.get(row.id) ?? 0)) }
}

/** As many as a select shows. */
const MAX_CHOICES = 500

/** Those that a card can be given, by name. */
export function templateChoices(ctx: Context, companyId: CompanyId): Promise<{ id: number; name: string }[]> {
  requireRightIn(ctx, companyId, 'see_cards')
  return selectTemplateNames(ctx.db, companyId, MAX_CHOICES)
}

/** A page of the cards that use a template. */
export function listTemplateCards(
  ctx: Context,
  companyId: CompanyId,
  templateId: number,
  cursor: string | undefined,
): Promise<Page<NamedCardRow>> {
  requireRightIn(ctx, companyId, 'see_cards')
  return readPageById({
    cursor,
    order: 'cards',
    read: (request) => selectTemplateCardPage(ctx.db, companyId, templateId, request),
  })
}
