import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table outbox (
      id bigint unsigned not null auto_increment primary key,
      template varchar(40) not null,
      locale char(2) not null,
      from_email varchar(320) not null,
      reply_to varchar(320) not null,
      public_url varchar(255) not null,
      to_email varbinary(254) not null,
      subject varchar(300) not null,
      html mediumtext not null,
      text mediumtext not null,
      link_id bigint unsigned null,
      invitation_id bigint unsigned null,
      user_id bigint unsigned null,
      priority tinyint unsigned not null default 1,
      status varchar(16) not null,
      attempts int unsigned not null default 0,
      due_at datetime(6) not null,
      lease_until datetime(6) null,
      lease_token binary(16) null,
      first_tried_at datetime(6) null,
      provider_id varchar(64) null,
      delivery varchar(16) null,
      delivery_at datetime(6) null,
      last_error varchar(500) null,
      sent_at datetime(6) null,
      created_at datetime(6) not null default current_timestamp(6),
      key outbox_due (status, priority, due_at, id),
      key outbox_status (status, id),
      key outbox_delivery (delivery, id),
      key outbox_template (template, id),
      key outbox_to (to_email, id desc),
      key outbox_invitation (invitation_id, id),
      key outbox_provider (provider_id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
