import { type Kysely, sql } from 'kysely'

/**
 * Which cards may have used most of a limit, until when. Every card that was used in the month of the upgrade is asked
 * until that month ends.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table limit_candidates (
      card_id bigint unsigned not null primary key,
      company_id bigint unsigned not null,
      until_day date not null,
      key limit_candidates_company (company_id, until_day),
      key limit_candidates_until (until_day)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
  await sql`
    insert into limit_candidates (card_id, company_id, until_day)
    select t.card_id, max(p.id), last_day(current_date)
    from companies p
    join transactions t on t.company_id = p.id
      and t.occurred_at >= date_format(current_date, '%Y-%m-01') - interval 1 day
    where t.card_id is not null
    group by t.card_id
  `.execute(db)
}
