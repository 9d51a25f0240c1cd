import type { Cabinet } from './fixtures.ts'

/** What pages were told of meanwhile, the earliest first. */
export async function eventsOf({ db }: Cabinet, work: () => Promise<unknown>) {
  const last = await db
    .selectFrom('company_events')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  await work()
  return db
    .selectFrom('company_events')
    .select(['kind', 'company_id', 'card_id', 'coupon_id'])
    .where('id', '>', last?.id ?? 0)
    .orderBy('id')
    .execute()
}
