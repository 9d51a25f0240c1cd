import type { Context } from '#app/domain/kernel/context.ts'
import { selectLastEntry, selectSubjectsSince } from '#db/queries/audit/log.ts'
import type { AuditAction } from './actions.ts'
import type { AuditSubject } from './audit.server.ts'

/** Which of these somebody acted upon after the entry `since`. */
export function subjectsActedOn(
  ctx: Context,
  kind: AuditSubject['kind'],
  ids: readonly number[],
  since: number,
): Promise<Set<number>> {
  return selectSubjectsSince(ctx.db, kind, ids, since)
}

/** The id of the newest entry with this action about the subject; 0 where there is none. */
export function entryOf(ctx: Context, action: AuditAction, subject: AuditSubject): Promise<number> {
  return selectLastEntry(ctx.db, action, subject)
}
