import { type Kysely, sql } from 'kysely'

/** Keys of integrations. `secret_hash` is SHA-256: the secret has 256 random bits, so that nobody can guess it from there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table api_keys (
      id bigint unsigned not null auto_increment primary key,
      integration_id bigint unsigned not null,
      public_id varchar(16) character set ascii collate ascii_bin not null,
      secret_hash binary(32) not null,
      expires_at datetime(6) null,
      revoked_at datetime(6) null,
      last_used_at datetime(6) null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key api_keys_public (public_id),
      key api_keys_integration (integration_id, id),
      constraint api_keys_integration_fk foreign key (integration_id) references integrations (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
