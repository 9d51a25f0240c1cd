import type { Actor, Context } from '#app/domain/kernel/context.ts'
import type { Db } from '#db/connection/client.server.ts'
import {
  type AuditRow,
  insertAuditRow,
  selectActionsOfRequest,
  selectAuditRowsOf,
} from '#db/queries/audit/log.ts'
import { cutAt } from '#db/sql/cut.ts'
import type { AuditAction, RecordedData } from './actions.ts'
import type { SubjectKind } from './subject-kinds.ts'

export interface AuditSubject {
  kind: SubjectKind
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
    company_id: subject?.companyId ?? ('companyId' in ctx.actor ? ctx.actor.companyId : null),
    subject_kind: subject?.kind ?? null,
    subject_id: subject?.id ?? null,
    ip: ctx.ip,
    request_id: ctx.requestId,
    data: JSON.stringify(data.at(0) ?? {}, cutTexts),
  })
}

/** As long as the longest field of a form: whoever it was that wrote more, the log keeps the beginning. */
const MAX_TEXT = 2_000

function cutTexts(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? cutAt(MAX_TEXT, value) : value
}

/** The last entries about one thing, the newest first. */
export function entriesAbout(db: Db, kind: string, id: number, limit: number): Promise<AuditRow[]> {
  return selectAuditRowsOf(db, kind, id, limit)
}

/** The words of who did it, out of an entry's data; empty where none were asked for. */
export function reasonIn(data: string): string {
  const { reason = '' }: { reason?: string } = JSON.parse(data)
  return reason
}

/** To whom something was given, out of an entry's data; empty: to nobody. */
export function nameIn(data: string): string {
  const { name = '' }: { name?: string } = JSON.parse(data)
  return name
}

/** Whether a code was shown on paper, out of an entry's data. */
export function isPrintedIn(data: string): boolean {
  const { printed }: { printed?: string } = JSON.parse(data)
  return printed !== undefined
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
    case 'integration':
      return { actor_kind: actor.kind, actor_id: actor.integrationId, actor_label: actor.name }
    case 'system':
      return { actor_kind: actor.kind, actor_id: null, actor_label: actor.name }
    case 'guest':
      return { actor_kind: actor.kind, actor_id: null, actor_label: '' }
  }
}
