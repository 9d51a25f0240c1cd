import type { Context } from '#app/domain/kernel/context.ts'
import type { Db } from '#db/connection/client.server.ts'
import {
  type CompanyEventRow,
  deleteOldCompanyEvents,
  insertCompanyEvent,
  selectCompanyEvents,
} from '#db/queries/events/company-events.ts'
import type { NewEvent } from './event.ts'
import { queueWebhooks } from './webhook-outbox.server.ts'

/** What a company's pages and systems are told happened: where it happened, not with which figures. */
export type CompanyEvent = CompanyEventRow

/** A step of whatever makes it happen, in the same transaction and last: others wait for it as briefly as can be. */
export async function recordEvent(
  { db, settings }: Pick<Context, 'db' | 'settings'>,
  event: NewEvent,
): Promise<void> {
  const { companyId, kind, cardId = null, couponId = null, authorizationId = null } = event
  await insertCompanyEvent(db, {
    company_id: companyId,
    kind,
    card_id: cardId,
    coupon_id: couponId,
    authorization_id: authorizationId,
  })
  await queueWebhooks({ db, settings }, event)
}

/** More in a few seconds than a busy network makes; what is beyond shows when a page is opened again. */
const MAX_EVENTS = 5_000

/** Of all companies, in the last seconds. */
export function recentEvents(db: Db, seconds: number): Promise<CompanyEvent[]> {
  return selectCompanyEvents(db, seconds, MAX_EVENTS)
}

const KEPT_DAYS = 3

/** @returns how many were removed; called again until that is none. */
export function purgeEvents(db: Db): Promise<number> {
  return deleteOldCompanyEvents(db, KEPT_DAYS)
}
