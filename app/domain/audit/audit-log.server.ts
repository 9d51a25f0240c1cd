import { z } from 'zod'
import { dayBounds, isDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { type ListedAuditRow, selectAuditRows } from '#db/queries/audit/log.ts'
import type { AuditData } from './audit-data.ts'

const PAGE = 100

export const actorKinds = ['staff', 'client', 'person', 'guest', 'api_key', 'system'] as const

const day = z.string().refine(isDay).optional().catch(undefined)

export const AuditLogFilter = z.object({
  /** An address, a request's number, or an action's beginning: told apart by their looks. */
  q: z.string().trim().max(254).optional().catch(undefined),
  actor: z.enum(actorKinds).optional().catch(undefined),
  company: z.coerce.number().int().positive().optional().catch(undefined),
  from: day,
  to: day,
  cursor: z.coerce.number().int().positive().optional().catch(undefined),
})
export type AuditLogFilter = z.output<typeof AuditLogFilter>

export interface AuditEntry {
  id: number
  at: Date
  action: string
  actorKind: ListedAuditRow['actor_kind']
  actor: string
  company: { id: number; name: string } | null
  subject: { kind: string; id: number } | null
  ip: string
  requestId: string
  data: AuditData
}

export interface AuditPage {
  entries: AuditEntry[]
  nextCursor: string | null
}

/** Who did what, when and from where; the newest first, 100 a page. */
export async function listAuditLog(ctx: Context, filter: AuditLogFilter): Promise<AuditPage> {
  requireRight(ctx, 'see_audit')
  const rows = await selectAuditRows(ctx.db, {
    ...searchOf(filter.q),
    actorKind: filter.actor,
    companyId: filter.company,
    from: filter.from ? dayBounds(filter.from).from : undefined,
    until: filter.to ? dayBounds(filter.to).until : undefined,
    before: filter.cursor,
    limit: PAGE + 1,
  })
  const entries = rows.slice(0, PAGE).map(entryOf)
  return { entries, nextCursor: rows.length > PAGE ? String(entries.at(-1)?.id) : null }
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
    company: row.company_id === null ? null : { id: row.company_id, name: row.company_name ?? '' },
    subject:
      row.subject_kind === null || row.subject_id === null
        ? null
        : { kind: row.subject_kind, id: row.subject_id },
    ip: row.ip,
    requestId: row.request_id,
    data: JSON.parse(row.data) as AuditData,
  }
}
