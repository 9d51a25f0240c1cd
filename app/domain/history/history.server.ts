import { entriesAbout } from '#app/domain/audit/audit.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { selectStatusChanges } from '#db/queries/history/status-changes.ts'

export interface HistoryEntry {
  at: Date
  what: 'blocked' | 'unblocked' | 'qr_shown' | 'status_changed'
  /** The address of the colleague who did it; null for the supplier's register. */
  by: string | null
  /** In the words of who did it. */
  reason: string | null
  /** The stored status after a register's change. */
  status: string | null
}

const LIMIT = 50

/** What people here and registers did with one thing of a company, the newest first. The caller has authorized. */
export async function historyOf(
  ctx: Context,
  companyId: CompanyId,
  kind: 'card' | 'coupon',
  id: number,
): Promise<HistoryEntry[]> {
  const [actions, changes] = await Promise.all([
    entriesAbout(ctx.db, kind, id, LIMIT),
    selectStatusChanges(ctx.db, companyId, kind, id, LIMIT),
  ])
  const entries: HistoryEntry[] = changes.map((change) => ({
    at: change.at,
    what: 'status_changed',
    by: null,
    reason: null,
    status: change.to_status,
  }))
  for (const { company_id, action, at, actor_label, data } of actions) {
    const what = WHAT.find((known) => action === `${kind}.${known}`)
    // A thing that came from another company leaves that company's people behind.
    if (!what || company_id !== companyId) continue
    entries.push({ at, what, by: actor_label, reason: reasonIn(data), status: null })
  }
  return entries.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, LIMIT)
}

const WHAT = ['blocked', 'unblocked', 'qr_shown'] as const

function reasonIn(data: string): string | null {
  const value: unknown = JSON.parse(data)
  if (typeof value !== 'object' || value === null || !('reason' in value)) return null
  return typeof value.reason === 'string' && value.reason ? value.reason : null
}
