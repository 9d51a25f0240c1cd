import { record } from '#app/domain/audit/audit.server.ts'
import { companiesWithBins } from '#app/domain/companies/company-register.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type Page, readPageById } from '#app/domain/kernel/page.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  type AnnouncementRow,
  countAnnouncementReads,
  insertAnnouncement,
  selectAnnouncement,
  selectAnnouncementCompanies,
  selectAnnouncements,
  selectUnreadAnnouncements,
  updateAnnouncementEnded,
  upsertAnnouncementRead,
} from '#db/queries/announcements/announcements.ts'
import type { AnnouncementFilter, NewAnnouncement } from './announcements.input.server.ts'
import { type AnnouncementState, announcementState } from './announcements.ts'

export interface Announcement extends AnnouncementRow {
  state: AnnouncementState
}

export interface AnnouncementDetails extends Announcement {
  /** Whom it is for; empty: every company. */
  companies: { id: number; name: string }[]
  /** How many people have read it. */
  reads: number
}

const MAX_NAMED = 500
/** More at once nobody reads. */
const MAX_UNREAD = 5

/** The newest first. */
export async function listAnnouncements(
  ctx: Context,
  filter: AnnouncementFilter,
): Promise<Page<Announcement>> {
  requireRight(ctx, 'see_announcements')
  const { rows, ...page } = await readPageById({
    cursor: filter.cursor,
    read: (request) => selectAnnouncements(ctx.db, request),
  })
  return { ...page, rows: rows.map((row) => ({ ...row, state: announcementState(row, ctx.now) })) }
}

/** @throws DomainError not_found */
export async function findAnnouncement(ctx: Context, id: number): Promise<AnnouncementDetails> {
  requireRight(ctx, 'see_announcements')
  const row = (await selectAnnouncement(ctx.db, id)) ?? reject('not_found')
  const companies = row.for_all ? [] : await selectAnnouncementCompanies(ctx.db, id, MAX_NAMED)
  const reads = await countAnnouncementReads(ctx.db, id)
  return { ...row, companies, reads, state: announcementState(row, ctx.now) }
}

/** @returns its id. @throws DomainError company_not_found */
export function publishAnnouncement(ctx: Context, input: NewAnnouncement): Promise<number> {
  requireRight(ctx, 'write_announcements')
  const { bins, startsAt, endsAt } = input
  return transact(ctx, async (ctx) => {
    const companies = await companiesWithBins(ctx.db, bins)
    if (companies.length < bins.length) reject('company_not_found', { field: 'bins' })
    const row = {
      ...{ title_en: input.titleEn, title_ru: input.titleRu, title_kk: input.titleKk },
      ...{ text_en: input.textEn, text_ru: input.textRu, text_kk: input.textKk },
      ...{ starts_at: startsAt, ends_at: endsAt, for_all: bins.length === 0 ? (1 as const) : (0 as const) },
    }
    const id = await insertAnnouncement(
      ctx.db,
      row,
      companies.map((company) => company.id),
    )
    await record(
      ctx,
      'announcement.published',
      { kind: 'announcement', id },
      { name: input.titleRu, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
    )
    return id
  })
}

/** From now on nobody sees it; who has read it has read it. @throws DomainError not_found, outage_over */
export function withdrawAnnouncement(ctx: Context, id: number): Promise<void> {
  requireRight(ctx, 'write_announcements')
  return transact(ctx, async (ctx) => {
    const row = (await selectAnnouncement(ctx.db, id)) ?? reject('not_found')
    if (!(await updateAnnouncementEnded(ctx.db, id))) reject('outage_over')
    await record(ctx, 'announcement.withdrawn', { kind: 'announcement', id }, { name: row.title_ru })
  })
}

/** What a client's person has not read yet, the newest first. */
export async function unreadAnnouncements(ctx: Context): Promise<AnnouncementRow[]> {
  const { companyId, userId } = readerOf(ctx)
  return selectUnreadAnnouncements(ctx.db, companyId, userId, MAX_UNREAD)
}

/** It is not shown to this person again; of another company's there is none. @throws DomainError not_found */
export function readAnnouncement(ctx: Context, id: number): Promise<void> {
  const { companyId, userId } = readerOf(ctx)
  return transact(ctx, async (ctx) => {
    if (!(await upsertAnnouncementRead(ctx.db, id, companyId, userId))) reject('not_found')
  })
}

function readerOf({ actor }: Context) {
  requireRight({ actor }, 'read_announcements')
  return actor.kind === 'client' ? actor : reject('not_allowed')
}
