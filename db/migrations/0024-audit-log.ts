import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit_log (
      id bigint unsigned not null auto_increment primary key,
      at datetime(6) not null default current_timestamp(6),
      action varchar(64) not null,
      actor_kind varchar(16) not null,
      actor_id bigint unsigned null,
      actor_label varchar(254) not null,
      company_id bigint unsigned null,
      subject_kind varchar(32) null,
      subject_id bigint unsigned null,
      ip varchar(64) not null,
      request_id varchar(64) not null,
      data text not null,
      batch_id bigint unsigned null,
      key audit_log_subject (subject_kind, subject_id, id),
      key audit_log_company (company_id, id),
      key audit_log_action (action, id),
      key audit_log_actor (actor_kind, actor_id, id),
      key audit_log_batch (batch_id, id),
      key audit_log_label (actor_label, id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
