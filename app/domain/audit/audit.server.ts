import type { Actor, Context } from '#app/domain/kernel/context.ts'
import type { Db } from '#db/connection/client.server.ts'
import {
  type AuditRow,
  insertAuditRow,
  selectActionsOfRequest,
  selectAuditRowsOf,
} from '#db/queries/audit/log.ts'
import type { AuditAction, RecordedData } from './actions.ts'

export interface AuditSubject {
  kind: string
  id: number
  companyId?: number | null
}

/**
 * Writes what was done into the audit log, in the caller's transaction, so that the log can never lie.
 * `data` holds only what a colleague may read: never a token, a password or a QR payload.
 */
export async function record<Action extends AuditAction>(
  ctx: Context,
  action: Action,
  subject: AuditSubject | null,
  ...data: RecordedData<Action>
): Promise<void> {
  await insertAuditRow(ctx.db, {
    action,
    ...describeActor(ctx.actor),
    company_id: subject?.companyId ?? (ctx.actor.kind === 'client' ? ctx.actor.companyId : null),
    subject_kind: subject?.kind ?? null,
    subject_id: subject?.id ?? null,
    ip: ctx.ip,
    request_id: ctx.requestId,
    data: JSON.stringify(data.at(0) ?? {}),
  })
}

/** The last entries about one thing, the newest first. */
export function entriesAbout(db: Db, kind: string, id: number, limit: number): Promise<AuditRow[]> {
  return selectAuditRowsOf(db, kind, id, limit)
}

/** What one request has recorded. */
export function actionsOfRequest(db: Db, requestId: string): Promise<string[]> {
  return selectActionsOfRequest(db, requestId)
}

function describeActor(actor: Actor) {
  switch (actor.kind) {
    case 'staff':
    case 'client':
    case 'person':
      return { actor_kind: actor.kind, actor_id: actor.userId, actor_label: actor.email }
    case 'api_key':
      return { actor_kind: actor.kind, actor_id: actor.keyId, actor_label: actor.name }
    case 'system':
      return { actor_kind: actor.kind, actor_id: null, actor_label: actor.name }
    case 'guest':
      return { actor_kind: actor.kind, actor_id: null, actor_label: '' }
  }
}
