import { type CreateEmailRequestOptions, type CreateEmailResponse, Resend } from 'resend'
import { withoutTrailing } from '#app/domain/kernel/text.ts'
import type { OutgoingLetter, Provider, ProviderAnswer } from './provider.ts'

export interface ResendOptions {
  apiKey: string
  /** Left out, Resend's own. */
  baseUrl?: string | undefined
  /** Letters a second. */
  rate: number
  /** The SDK has no time-out of its own. */
  timeoutMs?: number
}

const TIMEOUT_MS = 20_000
const MAX_WAIT_SECONDS = 3600

export function resendProvider({ apiKey, baseUrl, rate, timeoutMs = TIMEOUT_MS }: ResendOptions): Provider {
  const resend = new Resend(apiKey, { baseUrl: baseUrl && withoutTrailing(baseUrl, '/') })
  // The SDK hands its options to fetch; its types know nothing of these two. A redirect would carry the key away.
  const fetching = () =>
    ({ signal: AbortSignal.timeout(timeoutMs), redirect: 'error' }) as CreateEmailRequestOptions
  return {
    name: 'resend',
    rate,
    async send(letter) {
      return readAnswer(
        await resend.emails.send(bodyOf(letter), { ...fetching(), idempotencyKey: letter.key }),
      )
    },
    async find(providerId) {
      const { data, error } = await resend.emails.get(providerId, fetching())
      if (data?.id === providerId) return 'found'
      return error?.statusCode === 404 ? 'missing' : 'unknown'
    },
  }
}

function bodyOf(letter: OutgoingLetter) {
  return {
    from: letter.from,
    to: letter.to,
    replyTo: letter.replyTo,
    subject: letter.subject,
    html: letter.html,
    text: letter.text,
    tags: [
      { name: 'outbox_id', value: String(letter.outboxId) },
      { name: 'template', value: letter.template },
    ],
  }
}

/**
 * `send` never rejects, and its error is whatever JSON came: a proxy's page, an object without a status, even null.
 * What is not certain counts as unclear.
 * @internal a test gives it every answer that the provider documents
 */
export function readAnswer({ data, error, headers }: CreateEmailResponse): ProviderAnswer {
  if (data && typeof data.id === 'string' && data.id !== '') {
    const restSeconds =
      headers?.['ratelimit-remaining'] === '0'
        ? Math.min(secondsIn(headers['ratelimit-reset']) ?? 0, MAX_WAIT_SECONDS)
        : 0
    return { kind: 'accepted', providerId: data.id, restSeconds, status: 200, message: '' }
  }
  const name: string = typeof error?.name === 'string' ? error.name : 'no_answer'
  const status = isStatus(error?.statusCode) ? error.statusCode : (statusByName[name] ?? null)
  const words: unknown = error?.message
  const reply = { status, message: typeof words === 'string' && words ? `${name}: ${words}` : name }
  if (name === 'resource_locked') return { kind: 'unclear', reason: 'provider_failed', ...reply }
  switch (status) {
    case 400:
    case 413:
    case 422:
    case 451:
      return { kind: 'dead', reason: 'invalid_letter', ...reply }
    case 401:
    case 402:
    case 403:
    case 404:
    case 405:
      return { kind: 'refused', ...reply }
    case 409:
      // concurrent_idempotent_requests: another worker's attempt is in flight, and may succeed.
      return name === 'invalid_idempotent_request'
        ? { kind: 'dead', reason: 'key_reused', ...reply }
        : { kind: 'unclear', reason: 'provider_failed', ...reply }
    case 429:
      if (name === 'daily_quota_exceeded' || name === 'monthly_quota_exceeded') {
        return { kind: 'quota', reason: name, ...reply }
      }
      return { kind: 'slow_down', seconds: waitAskedFor(headers), ...reply }
    default:
      return { kind: 'unclear', reason: status === null ? 'no_answer' : 'provider_failed', ...reply }
  }
}

/** The error is whatever JSON came: a number that is no status tells nothing. */
function isStatus(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 100 && Number(value) <= 599
}

/** The SDK takes the status from the answer's JSON alone; where it is left out, the name says what must not be guessed. */
const statusByName: Record<string, number> = {
  missing_api_key: 401,
  restricted_api_key: 401,
  invalid_api_key: 403,
  invalid_idempotent_request: 409,
  rate_limit_exceeded: 429,
  daily_quota_exceeded: 429,
  monthly_quota_exceeded: 429,
}

function waitAskedFor(headers: Record<string, string> | null): number {
  const asked = secondsIn(headers?.['retry-after']) ?? secondsIn(headers?.['ratelimit-reset']) ?? 1
  return Math.min(Math.max(asked, 0.2), MAX_WAIT_SECONDS)
}

/** Seconds, or a date as HTTP allows. */
function secondsIn(value: string | undefined): number | undefined {
  if (!value) return undefined
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined
}
