import { type Kysely, sql } from 'kysely'

/** What banks' statements brought. A payment is known by its digest and by its place among its equals. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table payments (
      id bigint unsigned not null auto_increment primary key,
      import_id bigint unsigned not null,
      digest binary(32) not null,
      ordinal int unsigned not null,
      account varchar(34) character set ascii collate ascii_bin not null,
      document_number varchar(64) not null,
      occurred_on date not null,
      amount bigint not null,
      payer_name varchar(200) not null,
      payer_bin char(12) character set ascii collate ascii_bin null,
      payer_account varchar(34) not null,
      recipient_name varchar(200) not null,
      recipient_bin char(12) character set ascii collate ascii_bin null,
      recipient_account varchar(34) not null,
      purpose varchar(1000) not null,
      payment_code char(3) character set ascii collate ascii_bin null,
      status varchar(16) character set ascii collate ascii_bin not null,
      reason varchar(24) character set ascii collate ascii_bin not null default '',
      credited bigint unsigned not null default 0,
      note varchar(500) not null default '',
      version int unsigned not null default 1,
      created_at datetime(6) not null default current_timestamp(6),
      unique key payments_digest (digest, ordinal),
      key payments_status (status, id),
      key payments_payer (payer_bin, id),
      key payments_document (document_number, id),
      key payments_equal (occurred_on, amount)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
