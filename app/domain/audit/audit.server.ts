import type { Actor, Context } from '#app/domain/kernel/context.ts'
import type { Db } from '#db/connection/client.server.ts'
import { insertAuditRow, selectActionsOfRequest } from '#db/queries/audit/log.ts'
import type { AuditData } from './audit-data.ts'

/** `noun.past_tense`; the words are `audit:actions.<noun>.<past_tense>`. */
export type AuditAction = `${string}.${string}`

export interface AuditSubject {
  kind: string
  id: number
  companyId?: number | null
}

/**
 * Writes what was done into the audit log, in the caller's transaction, so that the log can never lie.
 * `data` holds only what a colleague may read: never a token, a password or a QR payload. Each of its names has its
 * words in views/audit/audit-details.tsx.
 */
export async function record(
  ctx: Context,
  action: AuditAction,
  subject: AuditSubject | null,
  data: AuditData = {},
): Promise<void> {
  await insertAuditRow(ctx.db, {
    action,
    ...describeActor(ctx.actor),
    company_id: subject?.companyId ?? (ctx.actor.kind === 'client' ? ctx.actor.companyId : null),
    subject_kind: subject?.kind ?? null,
    subject_id: subject?.id ?? null,
    ip: ctx.ip,
    request_id: ctx.requestId,
    data: JSON.stringify(data),
  })
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
