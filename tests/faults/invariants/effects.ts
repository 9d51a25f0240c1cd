import type { Operation } from '../history/request-history.ts'
import type { AuditFact, Evidence } from './evidence.ts'

/** The audit log by request and by subject, to find what became of an operation. */
export class Effects {
  readonly #byRequest: Map<string, AuditFact[]>
  readonly #bySubject: Map<string, AuditFact[]>

  constructor({ audit }: Pick<Evidence, 'audit'>) {
    this.#byRequest = Map.groupBy(audit, ({ requestId }) => requestId)
    this.#bySubject = Map.groupBy(audit, ({ subjectKind, subjectId }) => `${subjectKind} ${subjectId}`)
  }

  /** The audit rows that an operation stands for, whichever of its attempts made them. */
  of({ claim, attempts }: Operation): AuditFact[] {
    const rows = claim.subject
      ? this.#bySubject.get(`${claim.subject.kind} ${claim.subject.id}`)
      : attempts.flatMap(({ requestId }) => this.#byRequest.get(requestId) ?? [])
    return (rows ?? []).filter(({ action }) => action === claim.action)
  }

  ofRequest(requestId: string, action: string): AuditFact[] {
    return (this.#byRequest.get(requestId) ?? []).filter((row) => row.action === action)
  }
}

/** `sign_in.refused of a@b (POST /sign-in)` */
export function describe({ claim, who, path }: Operation): string {
  return `${claim.action} of ${who} (POST ${path})`
}
