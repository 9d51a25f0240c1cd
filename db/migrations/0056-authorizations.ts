import { type Kysely, sql } from 'kysely'

/**
 * Operations at pumps, kept for good. A row is `running` until its decision is stored; a hold that is over stays `held`
 * until a job or a completion changes it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table authorizations (
      id bigint unsigned not null auto_increment primary key,
      integration_id bigint unsigned not null,
      operation_id varbinary(64) not null,
      kind varchar(16) character set ascii collate ascii_bin not null,
      status varchar(16) character set ascii collate ascii_bin not null,
      content_mac binary(32) null,
      claim_token binary(16) null,
      claimed_until datetime(6) null,
      company_id bigint unsigned null,
      station_code varchar(64) character set utf8mb4 collate utf8mb4_bin not null default '',
      product varchar(16) character set ascii collate ascii_bin null,
      instrument_kind varchar(8) character set ascii collate ascii_bin null,
      card_id bigint unsigned null,
      coupon_id bigint unsigned null,
      presented varchar(16) character set ascii collate ascii_bin null,
      asked_volume bigint unsigned null,
      asked_amount bigint unsigned null,
      price bigint unsigned null,
      approved bigint unsigned null,
      dispensed bigint unsigned null,
      billed bigint unsigned null,
      charged bigint unsigned null,
      receipt_amount bigint unsigned null,
      remainder bigint unsigned null,
      remainder_becomes varchar(16) character set ascii collate ascii_bin null,
      code varchar(32) character set ascii collate ascii_bin null,
      whose varchar(16) character set ascii collate ascii_bin null,
      figures text null,
      limited_by text null,
      fill_id varbinary(64) not null default '',
      pos varchar(64) not null default '',
      pump varchar(64) not null default '',
      plate varchar(64) not null default '',
      odometer_km bigint unsigned null,
      receipt varchar(64) not null default '',
      pump_transaction varchar(64) character set utf8mb4 collate utf8mb4_bin null,
      replaces varbinary(64) not null default '',
      is_late tinyint(1) not null default 0,
      created_at datetime(6) not null default current_timestamp(6),
      expires_at datetime(6) null,
      completed_at datetime(6) null,
      occurred_at datetime(6) null,
      unique key authorizations_operation (integration_id, operation_id),
      unique key authorizations_pump_transaction (station_code, pump_transaction, instrument_kind),
      key authorizations_integration (integration_id, id),
      key authorizations_station (station_code, status, id),
      key authorizations_card (card_id, status, expires_at),
      key authorizations_coupon (coupon_id, id),
      key authorizations_company (company_id, id),
      key authorizations_expiry (status, expires_at)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
