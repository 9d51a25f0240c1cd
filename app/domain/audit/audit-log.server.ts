import { z } from 'zod'
import { dayBounds, isDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { rowIdInAddress } from '#app/domain/kernel/id.input.server.ts'
import { cursor, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { cursorsOf, type PageCursors, readPageById } from '#app/domain/kernel/page.server.ts'
import { LONG_PAGE_SIZE } from '#app/domain/kernel/page-size.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { type ListedAuditRow, selectAuditRows } from '#db/queries/audit/log.ts'
import { firstRows } from '#db/sql/page-request.ts'
import type { AuditData } from './audit-data.ts'

export const actorKinds = ['staff', 'client', 'person', 'guest', 'integration', 'system'] as const

const day = z.string().refine(isDay).optional().catch(undefined)

export const AuditLogFilter = z.object({
  /** An address, a request's number, or an action's beginning: told apart by their looks. */
  q: searchText,
  actor: z.enum(actorKinds).optional().catch(undefined),
  company: rowIdInAddress,
  from: day,
  to: day,
  cursor,
})
export type AuditLogFilter = z.output<typeof AuditLogFilter>

export interface AuditEntry {
  id: number
  at: Date
  action: string
  actorKind: ListedAuditRow['actor_kind']
  actor: string
  /** Of a person; empty where none is known. */
  actorName: string
  company: { id: number; name: string } | null
  /** `name`: what it is called today; empty where it has none. */
  subject: { kind: string; id: number; name: string } | null
  ip: string
  requestId: string
  data: AuditData
}

export interface AuditPage extends PageCursors {
  entries: AuditEntry[]
}

/** Who did what, when and from where; the newest first, 100 a page. */
export async function listAuditLog(ctx: Context, filter: AuditLogFilter): Promise<AuditPage> {
  requireRight(ctx, 'see_audit')
  const wanted = {
    ...searchOf(filter.q),
    actorKind: filter.actor,
    companyId: filter.company,
    from: filter.from ? dayBounds(filter.from).from : undefined,
    until: filter.to ? dayBounds(filter.to).until : undefined,
  }
  const page = await readPageById({
    cursor: filter.cursor,
    read: (request) => selectAuditRows(ctx.db, wanted, request),
    size: LONG_PAGE_SIZE,
  })
  return { entries: page.rows.map(entryOf), ...cursorsOf(page) }
}

/** The newest few. */
export async function lastAuditEntries(ctx: Context, limit: number): Promise<AuditEntry[]> {
  requireRight(ctx, 'see_audit')
  return (await selectAuditRows(ctx.db, {}, firstRows(limit))).map(entryOf)
}

function searchOf(q: string | undefined) {
  if (!q) return {}
  if (q.includes('@')) return { actor: q.toLowerCase() }
  const subject = /^([a-z_]+)\s*#\s*(\d{1,15})$/.exec(q)
  if (subject) return { subject: { kind: String(subject[1]), id: Number(subject[2]) } }
  return /^[a-z_]+(\.[a-z_]*)?$/.test(q) ? { action: q } : { requestId: q }
}

function entryOf(row: ListedAuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    action: row.action,
    actorKind: row.actor_kind,
    actor: row.actor_label,
    actorName: row.actor_name ?? '',
    company: row.company_id === null ? null : { id: row.company_id, name: row.company_name ?? '' },
    subject:
      row.subject_kind === null || row.subject_id === null
        ? null
        : { kind: row.subject_kind, id: row.subject_id, name: subjectNameOf(row) },
    ip: row.ip,
    requestId: row.request_id,
    data: JSON.parse(row.data) as AuditData,
  }
}

/** A row has a name of one kind at most. */
function subjectNameOf(row: ListedAuditRow): string {
  const { subject_person, subject_email, subject_company, subject_address, subject_file } = row
  const names = [subject_person, subject_email, subject_company, subject_address, subject_file]
  return [...names, row.subject_request, row.subject_station].find(Boolean) ?? ''
}
