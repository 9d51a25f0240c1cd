import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, RuleTemplatesTable } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'
import { beginningWith } from '#db/sql/search.ts'

export type RuleTemplateRow = Selectable<RuleTemplatesTable>

export function selectTemplatePage(
  db: Db,
  companyId: CompanyId,
  q: string | undefined,
  request: PageRequest,
): Promise<RuleTemplateRow[]> {
  return db
    .selectFrom('rule_templates')
    .selectAll()
    .where('company_id', '=', companyId)
    .$if(q !== undefined, (query) => query.where('name', 'like', `%${beginningWith(q ?? '')}`))
    .where(beyondId('id', request))
    .orderBy('id', directionOf(request))
    .limit(request.limit)
    .execute()
}

/** By name, for a choice. */
export function selectTemplateNames(
  db: Db,
  companyId: CompanyId,
  limit: number,
): Promise<Pick<RuleTemplateRow, 'id' | 'name'>[]> {
  return db
    .selectFrom('rule_templates')
    .select(['id', 'name'])
    .where('company_id', '=', companyId)
    .orderBy('name')
    .limit(limit)
    .execute()
}

export function selectTemplate(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<RuleTemplateRow | undefined> {
  return db
    .selectFrom('rule_templates')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Held until the transaction ends, after the cards. */
export function selectTemplateForUpdate(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<RuleTemplateRow | undefined> {
  return db
    .selectFrom('rule_templates')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function insertTemplate(db: Db, row: Insertable<RuleTemplatesTable>): Promise<number> {
  const { insertId } = await db.insertInto('rule_templates').values(row).executeTakeFirstOrThrow()
  return Number(insertId)
}

export async function updateTemplate(
  db: Db,
  companyId: CompanyId,
  id: number,
  row: Updateable<RuleTemplatesTable>,
): Promise<void> {
  await db
    .updateTable('rule_templates')
    .set({ ...row, updated_at: now })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
}

export async function deleteTemplate(db: Db, companyId: CompanyId, id: number): Promise<void> {
  await db.deleteFrom('rule_templates').where('company_id', '=', companyId).where('id', '=', id).execute()
}
