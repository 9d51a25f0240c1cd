import { randomUUID } from 'node:crypto'
import type { FuelOperation } from './fuel.ts'

/**
 * What people asked for and what they were told. Every verb takes part by its audit action: an operation claims one
 * (`card.blocked`), each of its attempts carries a request id of its own into the audit log, and so what really
 * happened can be looked up whatever became of the answer.
 */
export class RequestHistory {
  readonly operations: Operation[] = []
  /** What stations asked for; it has no audit rows, since operations of pumps are a record of their own. */
  readonly fuel: FuelOperation[] = []
  /** Answers that no person should have got, each in a sentence. */
  readonly unfit: string[] = []
  /** Work that was waited for and did not come, each in a sentence. */
  readonly missed: string[] = []

  /** `who` is an address. */
  begin(who: string, path: string, claim: Claim): Operation {
    const operation = { who, path, claim, attempts: [] }
    this.operations.push(operation)
    return operation
  }

  attempt(operation: Operation): string {
    const requestId = `fault-${randomUUID()}`
    // Until it is answered nobody knows: a driver that dies here has told the truth.
    operation.attempts.push({ requestId, outcome: 'unknown', status: null, milliseconds: 0 })
    return requestId
  }

  acknowledged(): Operation[] {
    return this.operations.filter((operation) => outcomeOf(operation) === 'acknowledged')
  }
}

export interface Claim {
  /** The audit action that it stands for. */
  action: string
  /** Where another request's transaction does it: a register is brought in by the worker. */
  subject?: { kind: string; id: number }
  /** May happen again when it is asked for again: each sign-in opens a session. */
  repeatable?: true
  /** One of several rivals: `yes` is also the answer to who came second. */
  shared?: true
  /** The audit log notes the refusal itself: a bad password. */
  noIsNoted?: true
}

export type Outcome = 'acknowledged' | 'refused' | 'unknown'

export interface Attempt {
  requestId: string
  outcome: Outcome
  /** Null: no answer came. */
  status: number | null
  /** A refusal's own. */
  code?: string | undefined
  milliseconds: number
}

export interface Operation {
  who: string
  path: string
  claim: Claim
  attempts: Attempt[]
}

/** What the person knows in the end. Refused only when each attempt was: one that nobody answered may have done it. */
export function outcomeOf({ attempts }: Pick<Operation, 'attempts'>): Outcome {
  for (const outcome of ['acknowledged', 'unknown'] as const) {
    if (attempts.some((attempt) => attempt.outcome === outcome)) return outcome
  }
  return 'refused'
}
