import { type Kysely, sql } from 'kysely'

/**
 * A company's vehicles. `plate_key`: the plate in Latin capitals without what stands between; `live_key`: the same while the
 * vehicle is not archived, so that a company has each plate once and may buy it again. Tank in millilitres, norm in
 * millilitres a hundred kilometres.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table vehicles (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      plate varchar(20) not null,
      plate_key varchar(20) character set utf8mb4 collate utf8mb4_bin not null,
      live_key varchar(20) character set utf8mb4 collate utf8mb4_bin null,
      make varchar(100) not null default '',
      product varchar(16) character set ascii collate ascii_bin null,
      tank int unsigned null,
      norm int unsigned null,
      archived_at datetime(6) null,
      version int unsigned not null default 1,
      created_at datetime(6) not null default current_timestamp(6),
      updated_at datetime(6) not null default current_timestamp(6),
      unique key vehicles_live (company_id, live_key),
      key vehicles_company_plate (company_id, plate_key, id),
      constraint vehicles_company_fk foreign key (company_id) references companies (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
