import type { CompanyId, Context, IntegrationActor } from '#app/domain/kernel/context.ts'
import type { Presented } from '#app/domain/pump-operations/pump-operations.input.server.ts'
import { testContext } from './context.ts'
import type { Cabinet } from './fixtures.ts'

let made = 0

/** A system that speaks for all stations, as staff would have made it. */
export async function pumpOf(
  cabinet: Cabinet,
  actor: Partial<IntegrationActor> = {},
  overrides: Partial<Pick<Context, 'now'>> = {},
): Promise<Context> {
  const integrationId = ++made
  return testContext(cabinet.db, {
    actor: {
      kind: 'integration',
      integrationId,
      name: `АСУ ${integrationId}`,
      scopes: ['pump'],
      stations: 'all',
      companyId: null,
      isTest: false,
      ...actor,
    },
    ...overrides,
  })
}

export function newOperationId(): string {
  return `op-${++made}`
}

/** A request for diesel with this card or coupon. */
export function fuelAsked(station: string, instrument: Presented) {
  return { operationId: newOperationId(), station, product: 'diesel', instrument }
}

export interface Litres {
  left: number
  held: number
  used: number
  returned: number
  lapsed: number
}

/** Where a coupon's litres are, by the coupon and by its operations. */
export async function litresOf({ db }: Cabinet, couponId: number): Promise<Litres & { issued: number }> {
  const coupon = await db
    .selectFrom('coupons')
    .selectAll()
    .where('id', '=', couponId)
    .executeTakeFirstOrThrow()
  const operations = await db
    .selectFrom('authorizations')
    .selectAll()
    .where('coupon_id', '=', couponId)
    .execute()
  const reversals = await db
    .selectFrom('reversals')
    .innerJoin('authorizations', 'authorizations.id', 'authorization_id')
    .where('coupon_id', '=', couponId)
    .select('reversals.volume')
    .execute()
  const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0)
  const now = Date.now()
  const held = sum(
    operations
      .filter(
        ({ status, expires_at }) => status === 'held' && expires_at !== null && expires_at.getTime() > now,
      )
      .map(({ approved }) => approved),
  )
  const gone = (becomes: 'returned' | 'lapsed') =>
    sum(
      operations
        .filter(({ status, remainder_becomes }) => status === 'completed' && remainder_becomes === becomes)
        .map(({ remainder }) => remainder),
    )
  return {
    issued: coupon.volume,
    left: coupon.remaining - held,
    held,
    used: sum(operations.map(({ billed }) => billed)) - sum(reversals.map(({ volume }) => volume)),
    returned: gone('returned'),
    lapsed: gone('lapsed'),
  }
}

/** Ends holds as time would. */
export async function endHolds({ db }: Cabinet, operationId: string): Promise<void> {
  const past = new Date(Date.now() - 60_000)
  const row = await db
    .selectFrom('authorizations')
    .select('id')
    .where('operation_id', '=', operationId)
    .executeTakeFirstOrThrow()
  await db.updateTable('authorizations').set({ expires_at: past }).where('id', '=', row.id).execute()
  await db.updateTable('coupons').set({ hold_until: past }).where('hold_id', '=', row.id).execute()
}

/** Kinds of the discrepancies of a company, the oldest first. */
export async function discrepanciesOf({ db }: Cabinet, companyId: CompanyId): Promise<string[]> {
  const rows = await db
    .selectFrom('fuel_exceptions')
    .select('kind')
    .where('company_id', '=', companyId)
    .orderBy('id')
    .execute()
  return rows.map(({ kind }) => kind)
}
