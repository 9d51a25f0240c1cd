import { sql } from 'kysely'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { requestAccess } from '#app/domain/requests/requests.server.ts'
import { newAddress, newBin } from '#tests/support/fixtures.ts'
import { newDriver, newVehicle } from '#tests/support/fleet.ts'
import { bringCards, bringCoupons, bringTransactions } from '#tests/support/registers.ts'
import type { World } from './world.ts'

/** More rows than any page shows. */
const MANY = 120

/** Company A and the staff get more of everything than a page of its list shows. */
export async function growEverything({ cabinet, objects, people }: World): Promise<void> {
  const ctx = await cabinet.system()
  const companyId = asCompanyId(objects.company)
  const many = Array.from({ length: MANY }, () => ({}))
  await bringCards(ctx, companyId, many)
  await bringCoupons(ctx, companyId, many)
  await bringCoupons(
    ctx,
    companyId,
    many.map(() => ({ validUntil: '2026-10-01' })),
  )
  await bringTransactions(ctx, companyId, many)
  for (const _ of many) {
    await newDriver(people.owner.ctx, companyId)
    await newVehicle(people.owner.ctx, companyId)
    await cabinet.station()
    await cabinet.invited(companyId, 'viewer')
    await cabinet.company()
    const asked = {
      companyName: 'ТОО',
      contactName: 'Айгүл',
      city: '',
      comment: '',
      phone: '+7 701 000 00 00',
    }
    await requestAccess(await cabinet.guest(), {
      ...asked,
      bin: newBin(),
      email: newAddress(),
      consent: 'on',
    })
  }
}

/** Tables whose rows take long to come about, and what tells two of their rows apart. */
const COPIED: Record<string, string[]> = {
  users: ['email'],
  announcements: [],
  rule_templates: ['name'],
  card_groups: ['name'],
  imports: [],
  fuel_exceptions: ['identity'],
  fraud_signals: ['identity'],
  bulk_changes: [],
  service_requests: [],
  handovers: ['token_hash'],
  readonly_links: ['token_hash'],
  orders: [],
  payments: ['digest'],
  webhook_endpoints: [],
  integrations: ['public_id'],
  authorizations: ['operation_id'],
  station_shifts: ['shift_id'],
}

/** What makes a decline of any operation. All of one moment: only the id tells which is the newer. */
const DECLINED = {
  status: 'declined',
  code: 'card_not_found',
  whose: 'station',
  card_id: null,
  coupon_id: null,
}

/** Copies of a row that is there, for lists that are only paged. */
export async function copyRows({ cabinet: { db }, objects }: World): Promise<void> {
  const declined: Record<string, string | number | null> = { ...DECLINED, company_id: objects.company }
  for (const [table, own] of Object.entries(COPIED)) {
    const { rows } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns
      where table_schema = database() and table_name = ${table} and column_name <> 'id'
        and coalesce(generation_expression, '') = ''
    `.execute(db)
    const names = rows.map(({ name }) => name)
    const values = names.map((name) => {
      if (own.includes(name)) return sql`left(concat(n.n, md5(n.n)), 16)`
      if (table === 'authorizations' && name === 'plate') return sql`concat('P', n.n)`
      const fixed = table === 'authorizations' ? declined[name] : undefined
      return fixed === undefined ? sql.ref(`t.${name}`) : sql`${fixed}`
    })
    await sql`
      insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
      select ${sql.join(values)} from (select * from ${sql.table(table)} order by id desc limit 1) t
      join (select seq as n from seq_1_to_120) n
    `.execute(db)
  }
  await sql`insert into webhook_deliveries (endpoint_id, webhook_id, type, thing, body, status, due_at)
    select d.endpoint_id, concat(d.id, '-', n.seq), d.type, d.thing, d.body, 'delivered', d.due_at
    from webhook_deliveries d join seq_1_to_120 n`.execute(db)
  await sql`insert ignore into unusual_fills (company_id, transaction_id, card_id, kind, at_risk, figures)
    select t.company_id, t.id, u.card_id, u.kind, u.at_risk, u.figures
    from transactions t join unusual_fills u on u.company_id = t.company_id`.execute(db)
  await sql`insert into api_keys (integration_id, public_id, secret_hash)
    select i.id, i.public_id, k.secret_hash from integrations i
    join (select secret_hash from api_keys limit 1) k
    where i.id not in (select integration_id from api_keys)`.execute(db)
}
