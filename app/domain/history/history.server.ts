import { entriesAbout, isPrintedIn, nameIn, reasonIn } from '#app/domain/audit/audit.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { selectStatusChanges } from '#db/queries/history/status-changes.ts'
import { type HistoryEntry, type Living, lifeOf } from './life.ts'

const LIMIT = 50

/**
 * What people here, stations, the supplier's data and dates did with one thing of a company, the newest first. The
 * caller has authorized.
 */
export async function historyOf(
  ctx: Context,
  companyId: CompanyId,
  { kind, id, ...thing }: Living & { kind: 'card' | 'coupon'; id: number },
): Promise<HistoryEntry[]> {
  const [actions, changes] = await Promise.all([
    entriesAbout(ctx.db, kind, id, LIMIT),
    selectStatusChanges(ctx.db, companyId, kind, id, LIMIT),
  ])
  const entries: HistoryEntry[] = lifeOf(thing, changes, ctx.now).map((event) => ({ ...event, reason: null }))
  for (const { company_id, action, at, actor_kind, actor_label, data } of actions) {
    const what = WHAT.find((known) => action === `${kind}.${known}`)
    // A thing that came from another company leaves that company's people behind.
    if (!what || company_id !== companyId) continue
    // A driver has no account: the entry names him.
    const by = actor_kind === 'guest' ? authorOf(actor_kind, nameIn(data)) : authorOf(actor_kind, actor_label)
    const isForStaff = what === 'suspected' || what === 'cleared'
    const words = NAMING.has(what) ? nameIn(data) : reasonIn(data)
    const reason = isForStaff && ctx.actor.kind !== 'staff' ? null : words || null
    const isPrinted = what === 'qr_shown' && isPrintedIn(data)
    entries.push({ at, what: isPrinted ? 'qr_printed' : what, by, reason, from: null, to: null })
  }
  return entries.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, LIMIT)
}

function authorOf(kind: string, name: string): HistoryEntry['by'] {
  // What was planned happens by its date.
  if (kind === 'system') return { kind: 'date' }
  return { kind: kind === 'staff' ? 'staff' : 'person', name }
}

/** What says to whom, and not why. */
const NAMING: ReadonlySet<string> = new Set(['assigned', 'handed_over', 'taken_back'])

const WHAT = [
  'blocked',
  'unblocked',
  'block_planned',
  'block_cancelled',
  'reported_lost',
  'assigned',
  'handed_over',
  'taken_back',
  'pin_set',
  'pin_removed',
  'rule_set',
  'group_set',
  'rule_removed',
  'rule_permitted',
  'rule_permission_ended',
  'qr_shown',
  'extended',
  'exchanged',
  'suspected',
  'cleared',
] as const
