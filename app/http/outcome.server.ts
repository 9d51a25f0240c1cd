import type { DomainError, ErrorCode } from '#app/domain/kernel/errors.ts'

/**
 * What becomes of one request. Guards, routes and the server write it through these methods as the request goes on; the
 * answer, the log and the metrics are made of it.
 */
export class Outcome {
  #userId: number | undefined
  #rejection: DomainError | undefined
  #formAnswered = false
  #done = false
  #unsettled = false
  #pageFailed = false
  #nonceToKeep: string | undefined
  #errorCode: ErrorCode | undefined
  #refusedStatus: number | undefined
  #retryAfter: number | undefined
  #bodyReceived: Promise<void> | undefined
  #bodyError: DomainError | undefined

  /** Who asked, once the session was read. */
  get userId(): number | undefined {
    return this.#userId
  }

  identify(userId: number): void {
    this.#userId = userId
  }

  /** Why nothing of what was asked for may run. */
  get rejection(): DomainError | undefined {
    return this.#rejection
  }

  /** Why no loader may run: a form's own page loads around the form that was answered with its error. */
  get loaderRejection(): DomainError | undefined {
    return this.#formAnswered ? undefined : this.#rejection
  }

  /** From here on no loader and no action runs; the error page, or the form's own page, says why. */
  rejectRequest(error: DomainError): void {
    this.#rejection = error
    this.#formAnswered = false
    this.retryIn(error.retryAfter)
  }

  /** The rejected form has its answer, so the page around it may load. */
  answerForm(): void {
    this.#formAnswered = true
  }

  /** Whether the action did what was asked for: a failure after it must not say "not now". */
  get isDone(): boolean {
    return this.#done
  }

  completeAction({ done }: { done: boolean }): void {
    this.#done = done
  }

  /** What the form did is not known: a failure of the page around it must say so, and not "not now". */
  get isUnsettled(): boolean {
    return this.#unsettled
  }

  /** The nonce that the next page's forms keep, where this page has none: one more is then the same sending. */
  get nonceToKeep(): string | undefined {
    return this.#pageFailed ? this.#nonceToKeep : undefined
  }

  failPage(): void {
    this.#pageFailed = true
  }

  leaveUnsettled(nonce: string | undefined): void {
    this.#unsettled = true
    this.#nonceToKeep = nonce
  }

  /** The code that the answer says, for the log and for an answer without a body. */
  get errorCode(): ErrorCode | undefined {
    return this.#errorCode
  }

  noteError(code: ErrorCode): void {
    this.#errorCode = code
  }

  /** The page itself says what was refused: its answer has the status and the Retry-After of that. */
  noteRefusal(error: DomainError): void {
    this.noteError(error.code)
    this.retryIn(error.retryAfter)
    this.#refusedStatus = error.status
  }

  /** Of an answer for which a page gave this status. */
  statusOf(status: number): number {
    return status === 200 ? (this.#refusedStatus ?? status) : status
  }

  /** Seconds, for the answer's Retry-After. */
  get retryAfter(): number | undefined {
    return this.#retryAfter
  }

  /** Without seconds, what was said before stays. */
  retryIn(seconds: number | undefined): void {
    if (seconds) this.#retryAfter = seconds
  }

  /** Settles when the whole streamed body has arrived, or never will; nothing before somebody reads it. */
  get bodyReceived(): Promise<void> | undefined {
    return this.#bodyReceived
  }

  receiveBody(received: Promise<void>): void {
    this.#bodyReceived = received
  }

  /** What went wrong while the body was still arriving. */
  get bodyError(): DomainError | undefined {
    return this.#bodyError
  }

  failBody(error: DomainError): void {
    this.#bodyError = error
  }
}
