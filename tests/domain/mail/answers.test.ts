import { describe, expect, test, vi } from 'vitest'
import { canRetryLetter, type LetterState, mailStatusesOf, shownMailStatus } from '#app/domain/mail/mail.ts'
import { MAIL_PRIORITIES, priorityOf, Turns } from '#app/domain/mail/priorities.ts'
import { readAnswer } from '#app/domain/mail/resend-provider.server.ts'
import { badges } from '#app/ui/list/status-badge.tsx'

type Answer = Parameters<typeof readAnswer>[0]

/** As the provider's library gives it: whatever JSON came. */
const failed = (error: unknown, headers: Record<string, string> = {}): Answer =>
  JSON.parse(JSON.stringify({ data: null, error, headers }))
const taken = (id: unknown, headers: Record<string, string> | null = {}): Answer =>
  JSON.parse(JSON.stringify({ data: { id }, error: null, headers }))

describe('what the provider answers', () => {
  test.each([
    [400, 'dead'],
    [401, 'refused'],
    [402, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [405, 'refused'],
    [408, 'unclear'],
    [409, 'unclear'],
    [413, 'dead'],
    [422, 'dead'],
    [429, 'slow_down'],
    [451, 'dead'],
    [500, 'unclear'],
  ])('%d: the letter is %s', (statusCode, kind) => {
    expect(readAnswer(failed({ name: 'x', statusCode, message: 'm' }))).toMatchObject({
      ...{ kind, status: statusCode, message: 'x: m' },
    })
  })

  test.each([
    ['missing_api_key', { kind: 'refused', status: 401 }],
    ['restricted_api_key', { kind: 'refused', status: 401 }],
    ['invalid_api_key', { kind: 'refused', status: 403 }],
    ['invalid_idempotent_request', { kind: 'dead', status: 409, reason: 'key_reused' }],
    ['concurrent_idempotent_requests', { kind: 'unclear', status: null, reason: 'no_answer' }],
    ['rate_limit_exceeded', { kind: 'slow_down', status: 429 }],
    ['daily_quota_exceeded', { kind: 'quota', status: 429, reason: 'daily_quota_exceeded' }],
    ['monthly_quota_exceeded', { kind: 'quota', status: 429, reason: 'monthly_quota_exceeded' }],
    ['resource_locked', { kind: 'unclear', status: null, reason: 'provider_failed' }],
  ])('%s without a status is known by its name', (name, answer) => {
    expect(readAnswer(failed({ name }))).toMatchObject({ ...answer, message: name })
  })

  test('a number that is no status tells nothing', () => {
    const reasonOf = (statusCode: unknown) => {
      const answer = readAnswer(failed({ name: 'x', statusCode }))
      return 'reason' in answer ? answer.reason : answer.kind
    }
    expect([99, 100, 599, 600, 400.5, '400'].map(reasonOf)).toEqual([
      ...['no_answer', 'provider_failed', 'provider_failed', 'no_answer', 'no_answer', 'no_answer'],
    ])
  })

  test('an answer of nothing leaves the outcome open', () => {
    for (const nothing of [failed(null), failed({}), failed({ name: 7 }), taken(''), taken(7)])
      expect(readAnswer(nothing)).toEqual({
        ...{ kind: 'unclear', reason: 'no_answer', status: null, message: 'no_answer' },
      })
  })

  test('a letter that was taken is followed by a rest where the window is used up', () => {
    const rest = (headers: Record<string, string> | null) => {
      const answer = readAnswer(taken('id-1', headers))
      return answer.kind === 'accepted' ? answer.restSeconds : answer.kind
    }
    expect(rest(null)).toBe(0)
    expect(rest({ 'ratelimit-remaining': '1', 'ratelimit-reset': '7' })).toBe(0)
    expect(rest({ 'ratelimit-remaining': '0', 'ratelimit-reset': '7' })).toBe(7)
    expect(rest({ 'ratelimit-remaining': '0' })).toBe(0)
    expect(rest({ 'ratelimit-remaining': '0', 'ratelimit-reset': '1000000' })).toBe(3_600)
  })

  test('how long to wait stands in seconds or as a date', () => {
    vi.useFakeTimers({ now: new Date('2026-11-28T07:00:00Z'), toFake: ['Date'] })
    const wait = (headers: Record<string, string>) => {
      const answer = readAnswer(failed({ name: 'x', statusCode: 429 }, headers))
      return answer.kind === 'slow_down' ? answer.seconds : answer.kind
    }
    expect(wait({})).toBe(1)
    expect(wait({ 'retry-after': '3.5', 'ratelimit-reset': '7' })).toBe(3.5)
    expect(wait({ 'ratelimit-reset': '7' })).toBe(7)
    expect(wait({ 'retry-after': 'Sat, 28 Nov 2026 07:00:30 GMT' })).toBe(30)
    expect(wait({ 'retry-after': 'soon', 'ratelimit-reset': '7' })).toBe(7)
    expect(wait({ 'retry-after': '0' })).toBe(0.2)
    expect(wait({ 'retry-after': 'Sat, 28 Nov 2026 06:00:00 GMT' })).toBe(0.2)
    expect(wait({ 'retry-after': '1000000' })).toBe(3_600)
    vi.useRealTimers()
  })
})

test('of eight claims one looks for a single letter first and one for a bulk letter', () => {
  const turns = new Turns()
  const first = Array.from({ length: 16 }, () => {
    const next = turns.next()
    expect(next.toSorted()).toEqual(MAIL_PRIORITIES)
    turns.take()
    return next[0]
  })
  const [awaited, single, bulk] = [priorityOf('awaited'), priorityOf('single'), priorityOf('bulk')]
  expect([awaited, single, bulk]).toEqual([0, 1, 2])
  const cycle = [awaited, awaited, awaited, single, awaited, awaited, awaited, bulk]
  expect(first).toEqual([...cycle, ...cycle])
  expect(turns.next()).toEqual(turns.next())
})

test.each<[LetterState['status'], LetterState['delivery'], string | null, boolean]>([
  ['pending', null, null, false],
  ['sending', null, null, false],
  ['sent', null, null, false],
  ['sent', 'delivered', null, false],
  ['sent', 'bounced', null, true],
  ['dead', null, 'invalid_letter', true],
  ['dead', null, 'key_reused', false],
  ['dead', null, 'superseded', false],
  ['dead', null, 'link_missing', false],
  ['parked', null, 'outcome_unknown', true],
])('staff send a letter again that is %s, %s, %s: %s', (status, delivery, reason, isSentAgain) => {
  expect(canRetryLetter({ status, delivery, reason })).toBe(isSentAgain)
})

test('a link that is no longer needed is grey, not red', () => {
  expect(shownMailStatus('dead', 'superseded')).toBe('unneeded')
  expect(shownMailStatus('dead', 'invalid_letter')).toBe('dead')
  expect(shownMailStatus('sent', null)).toBe('sent')
  expect(badges.outbox.unneeded).not.toBe(badges.outbox.dead)
  expect(badges.outbox.unneeded).toBe(badges.outbox.parked)
})

test('what has stopped is what is dead or parked', () => {
  expect(mailStatusesOf('stopped')).toEqual(['dead', 'parked'])
  expect(mailStatusesOf('sent')).toEqual(['sent'])
})
