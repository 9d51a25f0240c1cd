import { type Kysely, sql } from 'kysely'

/** Who pressed the button of such a link, from where. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table readonly_link_visits (
      id bigint unsigned not null auto_increment primary key,
      link_id bigint unsigned not null,
      visit_hash binary(32) not null,
      network varchar(64) character set ascii collate ascii_bin not null,
      agent varchar(255) not null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key readonly_link_visits_hash (visit_hash),
      key readonly_link_visits_link (link_id, id),
      constraint readonly_link_visits_link_fk foreign key (link_id) references readonly_links (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
