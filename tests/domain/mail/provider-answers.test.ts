import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '#app/domain/kernel/context.ts'
import { findMailPause } from '#app/domain/mail/mail.server.ts'
import type { Mailer, Provider } from '#app/domain/mail/provider.ts'
import { sendDueMail, sendDueMailNow } from '#app/domain/mail/sender.server.ts'
import { selectLetterByProviderId } from '#db/queries/mail/delivery.ts'
import type { OutboxRow } from '#db/queries/mail/outbox.ts'
import { selectHold } from '#db/queries/mail/pauses.ts'
import { type Cabinet, createCabinet, newAddress } from '#tests/support/fixtures.ts'
import { emptyOutbox, letTimePass, letterOf, letterTo, mailerTo, outcomesOf } from '#tests/support/mail.ts'
import { type Behaviour, ResendStandIn } from '#tests/support/resend-stand-in.ts'

let cabinet: Cabinet
let resend: ResendStandIn
let ctx: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  resend = await ResendStandIn.start()
  ctx = await cabinet.system()
})
beforeEach(() => resend.reset())
afterEach(() => emptyOutbox(cabinet.db))
afterAll(async () => {
  await resend.stop()
  await cabinet.destroy()
})

const SLOW_DOWN: Behaviour = {
  kind: 'refuse',
  status: 429,
  name: 'rate_limit_exceeded',
  headers: { 'retry-after': '30' },
}

/** One letter, one attempt that the provider treats so. */
async function answered(behaviour: Behaviour, options: { timeoutMs?: number } = {}): Promise<OutboxRow> {
  const id = await letterTo(ctx, newAddress())
  resend.next(behaviour)
  await sendDueMail(ctx, mailerTo(resend, options))
  return letterOf(cabinet.db, id)
}

/** Seconds until a letter is due again, by the database's clock. */
async function dueIn({ due_at }: OutboxRow): Promise<number> {
  return (due_at.getTime() - (await cabinet.system()).now.getTime()) / 1000
}

describe('an answer that leaves the outcome open', () => {
  const open: [string, Behaviour, string][] = [
    ['a cut connection', { kind: 'cut' }, 'no_answer'],
    ['a cut connection after the message was taken', { kind: 'cut', accepting: true }, 'no_answer'],
    ['no answer in time', { kind: 'hang' }, 'no_answer'],
    ['no answer in time though the message was taken', { kind: 'hang', accepting: true }, 'no_answer'],
    ['500', { kind: 'refuse', status: 500, name: 'application_error' }, 'provider_failed'],
    ['503 with a page of a proxy', { kind: 'raw', status: 503, body: '<html>' }, 'provider_failed'],
    [
      '502 after the message was taken',
      { kind: 'raw', status: 502, body: 'null', accepting: true },
      'no_answer',
    ],
    [
      '200 with something else than JSON',
      { kind: 'raw', status: 200, body: 'ok', accepting: true },
      'no_answer',
    ],
    ['200 without an id', { kind: 'raw', status: 200, body: '{}', accepting: true }, 'no_answer'],
    ['an error without a status', { kind: 'raw', status: 500, body: '{"message":"?"}' }, 'no_answer'],
    [
      'a redirect',
      { kind: 'raw', status: 307, body: '', headers: { Location: 'http://127.0.0.1:9/' } },
      'no_answer',
    ],
    ['a locked resource', { kind: 'refuse', status: 409, name: 'resource_locked' }, 'provider_failed'],
    [
      'a request in flight',
      { kind: 'refuse', status: 409, name: 'concurrent_idempotent_requests' },
      'provider_failed',
    ],
  ]
  test.each(open)(
    '%s: the same key is tried again, and one message goes out',
    async (_name, behaviour, reason) => {
      const letter = await answered(behaviour, { timeoutMs: behaviour.kind === 'hang' ? 100 : 5_000 })
      expect(letter).toMatchObject({ status: 'pending', attempts: 1, last_error: reason, lease_token: null })
      expect(await dueIn(letter)).toBeGreaterThan(0)
      await sendDueMail(ctx, mailerTo(resend))
      expect(resend.requests).toHaveLength(1) // not before its time
      await letTimePass(cabinet.db, '1 minute')
      await sendDueMail(ctx, mailerTo(resend))
      expect(await letterOf(cabinet.db, letter.id)).toMatchObject({
        status: 'sent',
        attempts: 2,
        last_error: null,
      })
      expect(await outcomesOf(cabinet.db, letter.id)).toEqual([reason, 'accepted'])
      expect(resend.messages).toHaveLength(1)
      expect(resend.requests[1]).toEqual(resend.requests[0])
    },
  )

  test('waits longer after each failure, but never so long that a healed provider finds letters asleep', async () => {
    const id = await letterTo(ctx, newAddress())
    resend.always = { kind: 'refuse', status: 500, name: 'application_error' }
    const waits: number[] = []
    for (let attempt = 1; attempt <= 9; attempt++) {
      await sendDueMail(ctx, mailerTo(resend))
      waits.push(await dueIn(await letterOf(cabinet.db, id)))
      await letTimePass(cabinet.db, '5 minute')
    }
    expect(waits[0]).toBeLessThan(7)
    expect(waits[5]).toBeGreaterThan(60)
    expect(Math.max(...waits)).toBeLessThan(300)
  })

  test('a worker that dies between the answer and the mark: another takes over, one message goes out', async () => {
    const id = await letterTo(ctx, newAddress())
    await expect(sendDueMail(ctx, dyingAfterAnswer(mailerTo(resend)))).rejects.toThrow('killed')
    expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'sending' })
    await sendDueMail(ctx, mailerTo(resend))
    expect(resend.requests).toHaveLength(1) // its lease still holds
    await letTimePass(cabinet.db, '1 minute')
    await sendDueMail(ctx, mailerTo(resend))
    expect(await letterOf(cabinet.db, id)).toMatchObject({
      status: 'sent',
      provider_id: resend.messages[0]?.id,
    })
    expect(resend.messages).toHaveLength(1)
    expect(resend.requests).toHaveLength(2)
  })

  function dyingAfterAnswer(mailer: Mailer): Mailer {
    const send: Provider['send'] = async (letter) => {
      await mailer.provider.send(letter)
      throw new Error('killed')
    }
    return { ...mailer, provider: { ...mailer.provider, send } }
  }
})

describe('when the provider is about to forget the key', () => {
  test('a letter of unknown outcome is parked, not sent blindly', async () => {
    const letter = await answered({ kind: 'cut', accepting: true })
    await letTimePass(cabinet.db, '23 hour')
    await letTimePass(cabinet.db, '1 minute')
    resend.forgetKeys()
    await sendDueMail(ctx, mailerTo(resend))
    expect(await letterOf(cabinet.db, letter.id)).toMatchObject({
      status: 'parked',
      last_error: 'outcome_unknown',
    })
    expect(resend.messages).toHaveLength(1)
    expect(resend.requests).toHaveLength(1)
  })

  test('a provider away for 26 hours gets no letter twice', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => letterTo(ctx, newAddress())))
    resend.always = { kind: 'cut', accepting: true }
    for (let hour = 0; hour <= 26; hour++) {
      if (hour === 24) resend.forgetKeys()
      await sendDueMail(ctx, mailerTo(resend))
      await letTimePass(cabinet.db, '1 hour')
    }
    resend.always = undefined
    await sendDueMail(ctx, mailerTo(resend))
    for (const id of ids) {
      expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'parked' })
      expect(resend.messages.filter(({ key }) => key === `outbox/${id}`)).toHaveLength(1)
    }
  })

  async function lateLetter(providerId: string | null): Promise<number> {
    const { id } = await answered({ kind: 'cut', accepting: true })
    await cabinet.db
      .updateTable('outbox')
      .set({ provider_id: providerId ?? resend.messages[0]?.id ?? null })
      .where('id', '=', id)
      .execute()
    await letTimePass(cabinet.db, '24 hour')
    return id
  }

  test('a known id is asked for instead: it is there, so the letter was sent', async () => {
    const id = await lateLetter(null)
    await sendDueMail(ctx, mailerTo(resend))
    expect(resend.requests.at(-1)).toMatchObject({ method: 'GET', path: `/emails/${resend.messages[0]?.id}` })
    expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'sent' })
    expect(resend.messages).toHaveLength(1)
  })

  test('a known id that is not there is a person’s to decide', async () => {
    const id = await lateLetter('b4b0e7f4-0000-4000-8000-000000000000')
    await sendDueMail(ctx, mailerTo(resend))
    expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'parked', last_error: 'outcome_unknown' })
  })

  test('a letter that was certainly not sent keeps its whole window', async () => {
    const letter = await answered(SLOW_DOWN)
    expect(letter.first_tried_at).toBeNull()
    await emptyOutbox(cabinet.db)
    const unsure = await answered({ kind: 'cut' })
    await letTimePass(cabinet.db, '1 minute')
    resend.next(SLOW_DOWN)
    await sendDueMail(ctx, mailerTo(resend))
    expect((await letterOf(cabinet.db, unsure.id)).first_tried_at).not.toBeNull()
  })
})

describe('an answer that is final', () => {
  test.each([400, 422, 413, 451])('%i: the letter is dead, and staff see why', async (status) => {
    const letter = await answered({ kind: 'refuse', status, name: 'validation_error' })
    expect(letter).toMatchObject({ status: 'dead', last_error: 'invalid_letter', attempts: 1 })
    const [attempt] = await cabinet.db.selectFrom('outbox_attempts').selectAll().execute()
    expect(attempt).toMatchObject({
      status_code: status,
      message: 'validation_error: validation_error, says the stand-in',
    })
    await letTimePass(cabinet.db, '24 hour')
    await sendDueMail(ctx, mailerTo(resend))
    expect(resend.requests).toHaveLength(1)
  })

  test('another body under the same key is never tried again', async () => {
    const letter = await answered({ kind: 'cut', accepting: true })
    await cabinet.db.updateTable('outbox').set({ subject: 'Changed' }).where('id', '=', letter.id).execute()
    await letTimePass(cabinet.db, '1 minute')
    const mailer = mailerTo(resend)
    await sendDueMail(ctx, mailer)
    expect(await letterOf(cabinet.db, letter.id)).toMatchObject({ status: 'dead', last_error: 'key_reused' })
    expect(resend.messages).toHaveLength(1)
    expect(mailer.logged).toContainEqual(
      expect.objectContaining({ level: 'error', words: 'Letter refused for good' }),
    )
  })
})

describe('an answer longer than any column', () => {
  const LONG = '💣'.repeat(60_000)
  afterEach(() => cabinet.db.deleteFrom('audit_log').execute())
  const error = (status: unknown, name = 'validation_error') =>
    JSON.stringify({ statusCode: status, name, message: LONG })

  test.each([
    ['a refusal of us', 403, error(403), { status: 'pending', last_error: 'provider_refused' }],
    ['a refusal of the letter', 422, error(422), { status: 'dead' }],
    ['a name without end', 403, error(403, LONG), { status: 'pending', last_error: 'provider_refused' }],
    ['a status that is none', 500, error(1e300), { status: 'pending', last_error: 'no_answer' }],
    ['a status below zero', 500, error(-7.5), { status: 'pending', last_error: 'no_answer' }],
  ])('%s is noted as far as it fits, and the letter is settled', async (_name, status, body, settled) => {
    const letter = await answered({ kind: 'raw', status, body })
    expect(letter).toMatchObject({ ...settled, lease_token: null })
    const [attempt] = await cabinet.db.selectFrom('outbox_attempts').selectAll().execute()
    expect(attempt?.message.isWellFormed()).toBe(true)
    if (letter.last_error === 'provider_refused')
      expect(await findMailPause(ctx)).toMatchObject({ reason: 'provider_refused' })
  })

  test('an id of 200 characters settles the letter, and its events find it', async () => {
    const id = `re_${'x'.repeat(197)}`
    const letter = await answered({ kind: 'raw', status: 200, body: JSON.stringify({ id }), accepting: true })
    expect(letter).toMatchObject({ status: 'sent', provider_id: id.slice(0, 64) })
    await letTimePass(cabinet.db, '1 minute')
    await sendDueMail(ctx, mailerTo(resend))
    expect(resend.requests).toHaveLength(1)
    expect(await selectLetterByProviderId(cabinet.db, id)).toMatchObject({ id: letter.id })
  })

  test.each(['1e300', '99999999999999999999', '9999-12-31T00:00:00Z'])(
    'a rest of %s is no rest without end',
    async (reset) => {
      const letter = await answered({
        kind: 'raw',
        status: 200,
        body: '{"id":"4ef9a417-02e9-4d39-ad75-9611e0fcc33c"}',
        headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': reset },
      })
      expect(letter.status).toBe('sent')
      expect((await selectHold(cabinet.db, 'pace'))?.ms).toBeLessThanOrEqual(3_600_000)
    },
  )
})

test('the last letter of a second lets every worker rest for that second', async () => {
  await answered({
    kind: 'raw',
    status: 200,
    body: '{"id":"4ef9a417-02e9-4d39-ad75-9611e0fcc33d"}',
    headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': '1' },
  })
  const { since, until } = await cabinet.db
    .selectFrom('outbox_pauses')
    .select(['since', 'until'])
    .where('name', '=', 'pace')
    .executeTakeFirstOrThrow()
  expect(until.getTime() - since.getTime()).toBe(1_000)
})

describe('429', () => {
  /** What holds every worker back; the letter itself keeps its place. */
  async function paceHold() {
    const hold = await selectHold(cabinet.db, 'pace')
    if (!hold) throw new Error('nothing holds the queue back')
    return hold
  }

  test('holds every worker back for as long as it asks, and costs no attempt', async () => {
    const id = await letterTo(ctx, newAddress())
    await letterTo(ctx, newAddress())
    resend.next(SLOW_DOWN)
    await sendDueMail(ctx, mailerTo(resend, { rate: 0.1 }))
    const letter = await letterOf(cabinet.db, id)
    expect(letter).toMatchObject({ status: 'pending', attempts: 0, last_error: 'slow_down' })
    expect((await paceHold()).ms).toBeGreaterThan(25_000)
    await letTimePass(cabinet.db, '15 second')
    await sendDueMail(ctx, mailerTo(resend))
    expect(resend.requests).toHaveLength(1)
    await letTimePass(cabinet.db, '16 second')
    await sendDueMail(ctx, mailerTo(resend))
    expect(resend.messages).toHaveLength(2)
  })

  test('ratelimit-reset tells the wait when retry-after does not', async () => {
    await answered({
      kind: 'refuse',
      status: 429,
      name: 'rate_limit_exceeded',
      headers: { 'ratelimit-reset': '40' },
    })
    expect((await paceHold()).ms).toBeGreaterThan(35_000)
  })

  test('the last letter of a window is followed by a rest', async () => {
    await letterTo(ctx, newAddress())
    await letterTo(ctx, newAddress())
    resend.next({
      kind: 'raw',
      status: 200,
      body: '{"id":"4ef9a417-02e9-4d39-ad75-9611e0fcc33c"}',
      headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': '20' },
    })
    await sendDueMail(ctx, mailerTo(resend, { rate: 0.1 }))
    await letTimePass(cabinet.db, '12 second')
    await sendDueMail(ctx, mailerTo(resend))
    expect(resend.requests).toHaveLength(1)
    await letTimePass(cabinet.db, '9 second')
    await sendDueMail(ctx, mailerTo(resend))
    expect(resend.requests).toHaveLength(2)
  })

  test.each(['daily_quota_exceeded', 'monthly_quota_exceeded'])(
    '%s keeps the letter at its place, raises one alarm, and the whole queue waits',
    async (name) => {
      const first = await letterTo(ctx, newAddress())
      const second = await letterTo(ctx, newAddress())
      resend.always = { kind: 'refuse', status: 429, name }
      const mailer = mailerTo(resend, { rate: 0.01 })
      await sendDueMail(ctx, mailer)
      expect(await letterOf(cabinet.db, first)).toMatchObject({
        status: 'pending',
        last_error: name,
        attempts: 0,
      })
      expect(await letterOf(cabinet.db, second)).toMatchObject({ status: 'pending', attempts: 0 })
      expect(await findMailPause(ctx)).toMatchObject({ reason: name })
      await letTimePass(cabinet.db, '10 minute')
      await sendDueMail(ctx, mailer)
      expect((await cabinet.actions()).filter((action) => action === 'mail.paused')).toHaveLength(1)
      expect(mailer.logged.filter(({ words }) => words === 'The mail queue is paused')).toHaveLength(1)
      // The quota is renewed: what was parked for it goes out by itself.
      resend.always = undefined
      const third = await letterTo(ctx, newAddress())
      await letTimePass(cabinet.db, '10 minute')
      await sendDueMail(ctx, mailerTo(resend))
      for (const id of [first, second, third])
        expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'sent' })
      expect((await cabinet.actions()).filter((action) => action === 'mail.resumed')).toHaveLength(1)
      await cabinet.db.deleteFrom('audit_log').execute()
    },
  )
})

describe('a provider that refuses us', () => {
  test.each([401, 403, 404])('%i pauses the whole queue and burns no attempt', async (status) => {
    const ids = await Promise.all(Array.from({ length: 3 }, () => letterTo(ctx, newAddress())))
    resend.always = {
      kind: 'refuse',
      status,
      name: status === 401 ? 'restricted_api_key' : 'validation_error',
    }
    await sendDueMail(ctx, mailerTo(resend, { rate: 0.1 }))
    await letTimePass(cabinet.db, '30 second')
    await sendDueMail(ctx, mailerTo(resend))
    expect(resend.requests).toHaveLength(1)
    for (const id of ids)
      expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'pending', attempts: 0 })
    expect(await findMailPause(ctx)).toMatchObject({ reason: 'provider_refused' })
    resend.always = undefined
    await letTimePass(cabinet.db, '2 minute')
    await sendDueMail(ctx, mailerTo(resend))
    for (const id of ids) expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'sent' })
    expect(await findMailPause(ctx)).toBeNull()
  })

  test('a key that is wrong for days costs no letter, and one alarm', async () => {
    await cabinet.db.deleteFrom('audit_log').execute()
    const id = await letterTo(ctx, newAddress())
    const wrong = { apiKey: 're_wrong', baseUrl: resend.baseUrl }
    for (let day = 0; day < 3; day++) {
      await sendDueMail(ctx, mailerTo(wrong))
      await letTimePass(cabinet.db, '24 hour')
    }
    expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'pending', attempts: 0 })
    expect(await cabinet.actions()).toEqual(['mail.paused'])
    // Who mended the key need not wait for the pause to end.
    await sendDueMail(ctx, mailerTo(wrong))
    await sendDueMailNow(ctx, mailerTo(resend))
    expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'sent' })
    expect(await cabinet.actions()).toEqual(['mail.paused', 'mail.resumed'])
  })
})
