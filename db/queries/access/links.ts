import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, LinkPurpose, LinksTable } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'

export type LinkRow = Selectable<LinksTable>
type NewLink = Pick<
  Insertable<LinksTable>,
  'public_id' | 'purpose' | 'nonce' | 'token_hash' | 'email' | 'user_id' | 'invitation_id' | 'live_key'
>

/** Lives for so many seconds, or until a moment that the database told. */
export type LinkLife = { seconds: number } | { until: Date }

/** Fails with a duplicate key when a live link of the same kind exists. */
export async function insertLink(db: Db, link: NewLink, life: LinkLife): Promise<number> {
  const result = await db
    .insertInto('links')
    .values({ ...link, sent_at: now, created_at: now, expires_at: expiryOf(life) })
    .executeTakeFirstOrThrow()
  return Number(result.insertId)
}

export function selectLink(db: Db, id: number): Promise<LinkRow | undefined> {
  return db.selectFrom('links').selectAll().where('id', '=', id).executeTakeFirst()
}

/** One that the caller has just written. */
export function selectLinkOrThrow(db: Db, id: number): Promise<LinkRow> {
  return db.selectFrom('links').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

export function selectLiveLink(
  db: Db,
  purpose: LinkPurpose,
  tokenHash: Buffer,
): Promise<LinkRow | undefined> {
  return liveLinks(db).where('purpose', '=', purpose).where('token_hash', '=', tokenHash).executeTakeFirst()
}

export function selectLiveLinkByPublicId(
  db: Db,
  purpose: LinkPurpose,
  publicId: string,
): Promise<LinkRow | undefined> {
  return liveLinks(db).where('purpose', '=', purpose).where('public_id', '=', publicId).executeTakeFirst()
}

export function selectLiveLinkByKey(db: Db, liveKey: string): Promise<LinkRow | undefined> {
  return liveLinks(db).where('live_key', '=', liveKey).executeTakeFirst()
}

/** A link that was used within the last `seconds`: the second half of a double click. */
export function selectJustUsedLink(
  db: Db,
  purpose: LinkPurpose,
  tokenHash: Buffer,
  seconds: number,
): Promise<LinkRow | undefined> {
  return db
    .selectFrom('links')
    .selectAll()
    .where('purpose', '=', purpose)
    .where('token_hash', '=', tokenHash)
    .where('used_at', '>', sql<Date>`utc_timestamp(6) - interval ${seconds} second`)
    .executeTakeFirst()
}

/** Single use: true for one caller only. */
export async function claimLink(db: Db, id: number): Promise<boolean> {
  const result = await db
    .updateTable('links')
    .set({ used_at: now, live_key: null })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Marks a letter with this link as sent now, unless one went within the last minute; true when marked. */
export async function claimSending(db: Db, id: number): Promise<boolean> {
  const result = await db
    .updateTable('links')
    .set({ sent_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('sent_at', '<=', sql<Date>`utc_timestamp(6) - interval 1 minute`)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** A longer life, counted from now, for a link that still lives. */
export async function updateLinkExpiry(db: Db, id: number, seconds: number): Promise<boolean> {
  const result = await db
    .updateTable('links')
    .set({ sent_at: now, expires_at: expiryOf({ seconds }) })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Lets a new link of the same kind take an expired one's place. */
export async function updateExpiredLinkReplaced(db: Db, liveKey: string): Promise<void> {
  await db
    .updateTable('links')
    .set({ live_key: null })
    .where('live_key', '=', liveKey)
    .where('expires_at', '<=', now)
    .execute()
}

/** Ends the open links of one kind; `by` says which. Returns how many. */
export async function updateLinksRevoked(
  db: Db,
  by: { email: string } | { invitationId: number } | { linkId: number },
): Promise<number> {
  const query = db
    .updateTable('links')
    .set({ revoked_at: now, live_key: null })
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
  const narrowed =
    'email' in by
      ? query.where('email', '=', by.email)
      : 'linkId' in by
        ? query.where('id', '=', by.linkId)
        : query.where('invitation_id', '=', by.invitationId)
  const result = await narrowed.executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Letters of these templates to an address within the last hour. */
export async function countLettersWithinHour(db: Db, email: string, templates: string[]): Promise<number> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('letters'))
    .where('to_email', '=', email)
    .where('template', 'in', templates)
    .where('created_at', '>', sql<Date>`utc_timestamp(6) - interval 1 hour`)
    .executeTakeFirstOrThrow()
  return Number(row.letters)
}

/** Letters of these templates to an address within the last hour about invitations of one company. */
export async function countInvitationsWithinHour(
  db: Db,
  companyId: CompanyId,
  email: string,
  templates: string[],
): Promise<number> {
  const row = await db
    .selectFrom('outbox as o')
    .innerJoin('invitations as i', 'i.id', 'o.invitation_id')
    .select((eb) => eb.fn.countAll<number>().as('letters'))
    .where('i.company_id', '=', companyId)
    .where('o.to_email', '=', email)
    .where('o.template', 'in', templates)
    .where('o.created_at', '>', sql<Date>`utc_timestamp(6) - interval 1 hour`)
    .executeTakeFirstOrThrow()
  return Number(row.letters)
}

/** True when a letter of these templates went to the address within the last minute. */
export async function hasLetterWithinMinute(db: Db, email: string, templates: string[]): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('to_email', '=', email)
    .where('template', 'in', templates)
    .where('created_at', '>', sql<Date>`utc_timestamp(6) - interval 1 minute`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function liveLinks(db: Db) {
  return db
    .selectFrom('links')
    .selectAll()
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
}

function expiryOf(life: LinkLife) {
  return 'until' in life ? life.until : sql<Date>`utc_timestamp(6) + interval ${life.seconds} second`
}
