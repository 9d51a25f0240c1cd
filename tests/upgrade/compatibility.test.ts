import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { rowCounts } from '#tests/support/database-dump.ts'
import { incompatibilities, lostRows } from './compatibility.ts'
import { readSchema, type Schema } from './schema.ts'

let database: TestDatabase
let before: Schema

beforeEach(async () => {
  database = await createTestDatabase()
  before = await readSchema(database.db)
})
afterEach(() => database.destroy())

async function faultsAfter(...statements: string[]): Promise<string[]> {
  for (const statement of statements) await sql.raw(statement).execute(database.db)
  return incompatibilities(before, await readSchema(database.db))
}

describe('the net under migrations', () => {
  test('reads the tables as they are', () => {
    expect(before.cards?.columns.number).toMatchObject({ type: 'varbinary', length: 64, nullable: false })
    expect(before.cards?.columns.created_at).toMatchObject({ type: 'datetime', fraction: 6, filled: true })
    expect(before.memberships?.unique).toEqual(['company_id, user_id'])
    expect(incompatibilities(before, before)).toEqual([])
  })

  test('catches what takes away, renames, narrows or demands more', async () => {
    const faults = await faultsAfter(
      'drop table import_faults',
      'alter table cards drop column replaced_by',
      'alter table users rename column name to full_name',
      'alter table companies modify name varchar(100) not null',
      'alter table coupons modify volume int unsigned not null',
      'alter table stations modify latitude float null',
      'alter table outbox modify sent_at datetime null',
      'alter table coupon_totals modify amount bigint unsigned not null',
      'alter table audit_batches modify hash binary(64) not null',
      'alter table facts modify value varchar(4000) not null',
      "alter table invitations modify wished_at datetime(6) not null default '2026-01-01'",
      'alter table worker_jobs add column node varchar(64) not null',
      'alter table access_requests modify created_at datetime(6) not null',
      'alter table stations modify name varchar(200) collate utf8mb4_bin not null',
      'alter table cards drop key cards_number',
    )
    expect(faults.sort()).toEqual([
      'access_requests.created_at lost its default',
      expect.stringMatching(/^audit_batches\.hash became binary\(64\)/),
      'cards is no longer unique by number',
      'cards.replaced_by is gone',
      'companies.name became varchar(100), it was varchar(200)',
      expect.stringMatching(/^coupon_totals\.amount became bigint.* unsigned, it was bigint/),
      expect.stringMatching(/^coupons\.volume became int/),
      expect.stringMatching(/^facts\.value became varchar\(4000\), it was text/),
      'import_faults is gone',
      'invitations.wished_at refuses NULL, it took it',
      'outbox.sent_at became datetime, it was datetime(6)',
      'stations.latitude became float, it was double',
      'stations.name compares by utf8mb4_bin, it was utf8mb4_unicode_ci',
      'users.name is gone',
      'worker_jobs.node is new and has no default: the earlier release cannot insert',
    ])
  })

  test('lets through what adds and widens', async () => {
    const faults = await faultsAfter(
      'create table weighbridges (id bigint unsigned not null auto_increment primary key, number varchar(64) not null)',
      'alter table cards add column contract_id bigint unsigned null',
      "alter table coupons add column currency char(3) not null default 'KZT'",
      'alter table companies modify name varchar(400) not null',
      'alter table sign_in_guards modify failures smallint unsigned not null default 0',
      'alter table facts modify value mediumtext not null',
      'alter table users modify locale varchar(8) not null',
      'alter table coupons modify volume bigint not null',
      'create index cards_contract on cards (contract_id)',
      'alter table companies drop key companies_open',
    )
    expect(faults).toEqual([])
  })

  test('catches rows that went', async () => {
    const rows = await rowCounts(database.db)
    await database.db.deleteFrom('kysely_migration' as never).execute()
    const count = rows.kysely_migration ?? 0
    expect(count).toBeGreaterThan(30)
    expect(lostRows(rows, await rowCounts(database.db))).toEqual([
      `kysely_migration had ${count} rows and has 0`,
    ])
    await sql`drop table facts`.execute(database.db)
    expect(lostRows({ facts: 1, users: 0 }, await rowCounts(database.db))).toEqual([
      'facts had 1 rows and has 0',
    ])
  })
})
