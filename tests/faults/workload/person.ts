import { randomBytes } from 'node:crypto'
import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Fields, Visitor } from '#tests/support/visitor.ts'
import type { FaultCabinet } from '../driver/cabinet.ts'
import type { Attempt, Claim, Operation, RequestHistory } from '../history/request-history.ts'
import { outcomeOf } from '../history/request-history.ts'

/** Longer than any answer may take: the server's own patience is 15 s, a server that is shutting down has 25 s. */
const ANSWER_MS = 40_000

export interface Answer {
  /** Null: none came. */
  status: number | null
  body: string
  location: string | null
  requestId: string
  /** The key of the sentence that the next page says: small forms are refused by it. */
  toast?: string | undefined
}

export interface Act {
  claim: Claim
  path: string
  fields?: Fields
  /** Instead of fields: a form with a file. */
  form?: () => FormData
  /** Is this a yes? Left out: any answer that is no refusal. */
  isYes?: (answer: Answer) => boolean
  /** The page's own; left out, a new one. */
  nonce?: string
  /** How long somebody goes on trying; left out, as long as this person's patience is. */
  patienceMs?: number
}

/** Thrown where a journey cannot go on: what was needed for the next step did not come about. */
export class Abandoned extends Error {}

let people = 0

/**
 * Somebody with a browser: cookies, an address of their own on the internet, and the patience to send a form again
 * when nothing came back. Whatever they do is in the history.
 */
export class Person {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  readonly #visitor: Visitor
  readonly #ip: string
  patienceMs = 60_000
  /** Between tries. */
  pauseMs = 150

  constructor(
    readonly cabinet: FaultCabinet,
    readonly history: RequestHistory,
    readonly email: string,
  ) {
    const number = ++people
    this.#ip = `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`
    this.#visitor = new Visitor(cabinet.balancer.port, this.#agent, {})
  }

  /** The same person with the same cookies; what is done goes into another history. */
  in(history: RequestHistory): Person {
    const same = new Person(this.cabinet, history, this.email)
    for (const [name, value] of this.cookies) same.cookies.set(name, value)
    return same
  }

  /** The same person at another browser. */
  elsewhere(): Person {
    return new Person(this.cabinet, this.history, this.email)
  }

  get cookies(): Map<string, string> {
    return this.#visitor.cookies
  }

  /** Closes the browser. */
  leave(): void {
    this.#agent.destroy()
  }

  /** Reads a page, again and again while the cabinet is away. @throws Abandoned */
  async read(path: string): Promise<Answer> {
    for (const last = Date.now() + this.patienceMs; ; await sleep(this.pauseMs)) {
      const answer = await this.ask(path)
      if (answer.status !== null && answer.status < 500 && answer.status !== 429) return answer
      if (Date.now() > last) throw new Abandoned(`${path} answered ${answer.status} to the end`)
    }
  }

  /** Once, whatever comes back. */
  ask(path: string): Promise<Answer> {
    return this.#send(path, 'GET', `fault-read-${randomBytes(8).toString('hex')}`)
  }

  /** Sends a form until somebody answers it. The form stays the same, its nonce too. */
  async act(act: Act): Promise<Operation & { answer: Answer }> {
    const operation = this.history.begin(this.email, act.path, act.claim)
    for (const [name, value] of Object.entries(act.fields ?? {}))
      if (/password/i.test(name)) this.cabinet.secrets.add('a password', String(value))
    const nonce = act.nonce ?? randomBytes(12).toString('base64url')
    const patience = act.patienceMs ?? this.patienceMs
    for (const last = Date.now() + patience; ; await sleep(this.pauseMs)) {
      const answer = await this.#try(operation, act, nonce)
      const { outcome, code, status } = operation.attempts.at(-1) as Attempt
      const goesOn = outcome === 'unknown' || isForLater(status, code)
      if (!goesOn || Date.now() > last) return { ...operation, answer }
    }
  }

  /** As `act`, where the next step needs it. @throws Abandoned when it was not acknowledged */
  async mustAct(act: Act): Promise<Operation & { answer: Answer }> {
    const done = await this.act(act)
    if (outcomeOf(done) !== 'acknowledged')
      throw new Abandoned(
        `${act.path}: ${done.attempts.map(({ status, code }) => code ?? status).join(', ')}`,
      )
    return done
  }

  async #try(operation: Operation, act: Act, nonce: string): Promise<Answer> {
    const requestId = this.history.attempt(operation)
    const attempt = operation.attempts.at(-1) as Attempt
    const begun = performance.now()
    const answer = await this.#send(act.path, 'POST', requestId, bodyOf(act, nonce))
    attempt.milliseconds = performance.now() - begun
    attempt.status = answer.status
    attempt.code = codeIn(answer)
    attempt.outcome = verdictOn(answer, attempt.code, act.isYes)
    return answer
  }

  async #send(path: string, method: string, requestId: string, form?: FormBody): Promise<Answer> {
    const headers = { 'X-Request-Id': requestId, 'X-Forwarded-For': this.#ip, ...form?.headers }
    const timer = new AbortController()
    try {
      const response = await Promise.race([
        this.#visitor.send(path, { method, headers, body: form?.body }),
        sleep(ANSWER_MS, undefined, { signal: timer.signal }).then(() =>
          Promise.reject(new Error('no answer')),
        ),
      ])
      const body = await response.text()
      this.#inspect(method, path, response.status, body)
      this.cabinet.secrets.add('a session', this.cookies.get('session'))
      return {
        status: response.status,
        body,
        location: response.headers.get('Location'),
        requestId,
        toast: toastOf(response),
      }
    } catch {
      return { status: null, body: '', location: null, requestId }
    } finally {
      timer.abort()
    }
  }

  #inspect(method: string, path: string, status: number, body: string): void {
    const fault = unfitFor(status, body)
    if (fault) this.history.unfit.push(`${method} ${path} answered ${status}: ${fault}`)
  }
}

interface FormBody {
  headers: Record<string, string>
  body: string | AsyncIterable<Uint8Array>
}

function bodyOf({ fields = {}, form }: Act, nonce: string): FormBody {
  if (form) {
    const data = form()
    data.set('nonce', nonce)
    const encoded = new Response(data)
    return {
      headers: { 'Content-Type': encoded.headers.get('Content-Type') ?? '' },
      body: encoded.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>,
    }
  }
  const body = new URLSearchParams({ nonce })
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
  return { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: body.toString() }
}

const CODES = [
  'outcome_unknown',
  'already_submitted',
  'still_saving',
  'conflict_try_again',
  'database_away',
  'too_many_requests',
  'link_dead',
  'address_blocked',
  'credentials_wrong',
  'unexpected',
] as const

/** The page names the refusal for the browser's own script; a redirect takes it along for the next page to say. */
export function codeIn({ status, body, toast }: Answer): string | undefined {
  if (status !== null && status >= 400) return CODES.find((code) => body.includes(`"${code}`))
  return toast?.startsWith('errors:') ? toast.slice('errors:'.length) : undefined
}

function toastOf(response: Response): string | undefined {
  const cookies = response.headers.getSetCookie()
  const [, value] = cookies.map((one) => /^(?:__Host-)?toast=([^;]+)/.exec(one)).find(Boolean) ?? []
  return value && JSON.parse(Buffer.from(value, 'base64url').toString()).key
}

function verdictOn(answer: Answer, code: string | undefined, isYes: Act['isYes']): Attempt['outcome'] {
  if (answer.status === null || code === 'outcome_unknown') return 'unknown'
  if (isYes ? isYes(answer) : answer.status < 400 && code === undefined) return 'acknowledged'
  return answer.status >= 500 && answer.status !== 503 ? 'unknown' : 'refused'
}

const LATER = new Set<string | undefined>(['already_submitted', 'still_saving', 'conflict_try_again'])

/** A refusal that says "later". */
function isForLater(status: number | null, code: string | undefined): boolean {
  return status === 503 || status === 429 || LATER.has(code)
}

const STACK = /\bat [\w.<>[\] ]+ \((?:file|node|\/)[^)]*:\d+:\d+\)/
const SQL =
  /\b(?:select .{1,80} from `|insert into `|update `\w+` set|ER_[A-Z_]{4,}|ECONNREFUSED|ECONNRESET)\b/
const INSIDE = /\bmysql2|kysely|node_modules|\.server\.ts\b/

/** Why nobody should have got this answer. */
export function unfitFor(status: number, body: string): string | undefined {
  if (status === 500) return 'an unexpected failure'
  if (STACK.test(body)) return 'a stack'
  if (SQL.test(body)) return 'SQL, or an error of the database'
  if (status >= 500 && INSIDE.test(body)) return 'the names of packages'
  return undefined
}
