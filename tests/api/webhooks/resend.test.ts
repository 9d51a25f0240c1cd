import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { receiveResendWebhook } from '#app/api/webhooks/resend.server.ts'
import { sendDueMail } from '#app/domain/mail/sender.server.ts'
import { createLog } from '#app/runtime/log.server.ts'
import type { OutboxRow } from '#db/queries/mail/outbox.ts'
import type { TestContext } from '#tests/support/context.ts'
import { type Cabinet, createCabinet, newAddress } from '#tests/support/fixtures.ts'
import { emptyOutbox, letTimePass, letterOf, letterTo, mailerTo } from '#tests/support/mail.ts'
import { type AcceptedMessage, ResendStandIn } from '#tests/support/resend-stand-in.ts'

let cabinet: Cabinet
let resend: ResendStandIn
let ctx: TestContext

beforeAll(async () => {
  cabinet = await createCabinet()
  resend = await ResendStandIn.start()
  ctx = await cabinet.system()
})
beforeEach(() => resend.reset())
afterEach(async () => {
  await emptyOutbox(cabinet.db)
  await cabinet.db.deleteFrom('webhook_events').execute()
})
afterAll(async () => {
  await resend.stop()
  await cabinet.destroy()
})

const log = createLog('silent')

function receive(request: Request, secret: string | undefined = resend.webhookSecret): Promise<Response> {
  return receiveResendWebhook(request, { ...ctx, log, resendWebhookSecret: secret })
}

async function sentLetter(): Promise<{ id: number; message: AcceptedMessage }> {
  const id = await letterTo(ctx, newAddress())
  await sendDueMail(ctx, mailerTo(resend))
  const message = resend.messages.at(-1)
  if (!message) throw new Error('nothing was sent')
  return { id, message }
}

const deliveryOf = async (id: number): Promise<OutboxRow['delivery']> =>
  (await letterOf(cabinet.db, id)).delivery
const events = () => cabinet.db.selectFrom('webhook_events').selectAll().execute()

describe('what the provider tells of a letter', () => {
  test.each([
    ['email.sent', 'sent'],
    ['email.delivery_delayed', 'delayed'],
    ['email.delivered', 'delivered'],
    ['email.bounced', 'bounced'],
    ['email.failed', 'bounced'],
    ['email.suppressed', 'bounced'],
    ['email.complained', 'complained'],
  ])('%s is recorded as %s', async (type, delivery) => {
    const { id, message } = await sentLetter()
    const response = await receive(resend.webhook(resend.event(type, message)))
    expect(response.status).toBe(200)
    expect(await letterOf(cabinet.db, id)).toMatchObject({
      delivery,
      delivery_at: expect.any(Date),
      status: 'sent',
    })
  })

  test('why it bounced is kept for staff', async () => {
    const { id, message } = await sentLetter()
    const bounce = { type: 'Permanent', subType: 'General', message: 'The mailbox does not exist' }
    await receive(resend.webhook(resend.event('email.bounced', message, { bounce })))
    expect(await events()).toMatchObject([
      { outbox_id: id, type: 'email.bounced', detail: 'Permanent: General: The mailbox does not exist' },
    ])
  })

  test.each(['email.opened', 'email.clicked', 'contact.created', 'domain.updated', 'something.new'])(
    '%s is none of a letter’s states: taken and forgotten',
    async (type) => {
      const { id, message } = await sentLetter()
      expect((await receive(resend.webhook(resend.event(type, message)))).status).toBe(200)
      expect(await deliveryOf(id)).toBeNull()
      expect(await events()).toEqual([])
    },
  )

  test('each event five times, shuffled, in parallel: one effect each and the right end', async () => {
    const letters = [await sentLetter(), await sentLetter(), await sentLetter()]
    const told = [
      ['email.sent', 'email.delivery_delayed', 'email.delivered'],
      ['email.sent', 'email.delivered', 'email.complained'],
      ['email.sent', 'email.delivery_delayed', 'email.bounced'],
    ]
    const requests = letters.flatMap(({ message }, letter) =>
      (told[letter] ?? []).flatMap((type) => {
        const event = resend.event(type, message)
        const id = `msg_${letter}_${type}`
        return Array.from({ length: 5 }, () => resend.webhook(event, { id }))
      }),
    )
    const shuffled = requests.sort(() => Math.random() - 0.5)
    const answers = await Promise.all(shuffled.map((request) => receive(request)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await events()).toHaveLength(9)
    const ends = await Promise.all(letters.map(({ id }) => deliveryOf(id)))
    expect(ends).toEqual(['delivered', 'complained', 'bounced'])
  })

  test('a late lower event takes nothing back', async () => {
    const { id, message } = await sentLetter()
    for (const type of ['email.complained', 'email.bounced', 'email.delivered', 'email.sent']) {
      await receive(resend.webhook(resend.event(type, message)))
      expect(await deliveryOf(id)).toBe('complained')
    }
  })

  test('an event that beats the answer to the sending proves that the letter went', async () => {
    const id = await letterTo(ctx, newAddress())
    resend.next({ kind: 'cut', accepting: true })
    await sendDueMail(ctx, mailerTo(resend))
    expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'pending', provider_id: null })
    const message = resend.messages[0] as AcceptedMessage
    await receive(resend.webhook(resend.event('email.delivered', message)))
    expect(await letterOf(cabinet.db, id)).toMatchObject({
      status: 'sent',
      delivery: 'delivered',
      provider_id: message.id,
      last_error: null,
    })
    await letTimePass(cabinet.db, '1 hour')
    await sendDueMail(ctx, mailerTo(resend))
    expect(resend.requests).toHaveLength(1)
  })

  test('an event while the letter is still being sent: the sender’s own mark changes nothing', async () => {
    const id = await letterTo(ctx, newAddress())
    resend.latency = 200
    const sending = sendDueMail(ctx, mailerTo(resend))
    await expect.poll(async () => (await letterOf(cabinet.db, id)).status).toBe('sending')
    const early = { key: '', id: 'the-provider-knows', raw: '', body: await bodyOf(id) }
    await receive(resend.webhook(resend.event('email.delivered', early)))
    await sending
    expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'sent', delivery: 'delivered' })
  })

  async function bodyOf(id: number): Promise<AcceptedMessage['body']> {
    const { to_email: to, from_email: from, subject } = await letterOf(cabinet.db, id)
    return {
      to,
      from,
      subject,
      html: '',
      text: '',
      reply_to: '',
      tags: [{ name: 'outbox_id', value: String(id) }],
    }
  }

  test('an event for a parked letter settles it', async () => {
    const { id, message } = await sentLetter()
    await cabinet.db
      .updateTable('outbox')
      .set({ status: 'parked', provider_id: null })
      .where('id', '=', id)
      .execute()
    await receive(resend.webhook(resend.event('email.delivered', message)))
    expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'sent', provider_id: message.id })
  })

  test('without our tag the provider’s id finds the letter', async () => {
    const { id, message } = await sentLetter()
    await receive(resend.webhook(resend.event('email.delivered', message, { tags: undefined })))
    expect(await deliveryOf(id)).toBe('delivered')
  })

  test('an event without the provider’s id leaves the one that is known', async () => {
    const { id, message } = await sentLetter()
    const before = await cabinet.db
      .selectFrom('outbox')
      .select('provider_id')
      .where('id', '=', id)
      .executeTakeFirst()
    const tags = { outbox_id: String(id) }
    await receive(resend.webhook(resend.event('email.delivered', message, { tags, email_id: '' })))
    expect(await deliveryOf(id)).toBe('delivered')
    const after = await cabinet.db
      .selectFrom('outbox')
      .select('provider_id')
      .where('id', '=', id)
      .executeTakeFirst()
    expect(before?.provider_id).toBeTruthy()
    expect(after).toEqual(before)
  })

  test('tags may come as a list', async () => {
    const { id, message } = await sentLetter()
    const tags = [{ name: 'outbox_id', value: String(id) }]
    await receive(resend.webhook(resend.event('email.delivered', message, { tags, email_id: 'another' })))
    expect(await deliveryOf(id)).toBe('delivered')
  })

  test('a letter of another cabinet at the same account with the same number is not ours', async () => {
    const { id, message } = await sentLetter()
    const foreign = resend.event('email.bounced', message, { to: ['somebody@else.kz'], email_id: 'foreign' })
    expect((await receive(resend.webhook(foreign))).status).toBe(200)
    expect(await deliveryOf(id)).toBeNull()
  })

  test.each([
    {},
    [],
    null,
    'text',
    { type: 7 },
    { type: 'email.sent' },
    { type: 'email.sent', data: { tags: 'x' } },
  ])('a signed body that is no event of a letter (%j) is answered 200', async (event) => {
    expect((await receive(resend.webhook(event as object))).status).toBe(200)
    expect(await events()).toEqual([])
  })
})

describe('who may tell', () => {
  async function event() {
    return resend.event('email.bounced', (await sentLetter()).message)
  }
  const nothingRecorded = async () => {
    expect(await events()).toEqual([])
    const rows = await cabinet.db.selectFrom('outbox').select('delivery').execute()
    expect(rows).toEqual([{ delivery: null }])
  }

  test('security 18: a wrong signature, a missing one and one for another body are refused', async () => {
    const told = await event()
    const other = `whsec_${Buffer.from('another secret of 24 bytes').toString('base64')}`
    expect((await receive(resend.webhook(told, { secret: other }))).status).toBe(401)

    const unsigned = resend.webhook(told)
    unsigned.headers.delete('svix-signature')
    expect((await receive(unsigned)).status).toBe(401)

    const signed = resend.webhook(told)
    const swapped = new Request(signed.url, {
      method: 'POST',
      headers: signed.headers,
      body: JSON.stringify({ ...told, type: 'email.complained' }),
    })
    expect((await receive(swapped)).status).toBe(401)

    const renamed = resend.webhook(told)
    renamed.headers.set('svix-id', 'msg_other')
    expect((await receive(renamed)).status).toBe(401)
    await nothingRecorded()
  })

  test('security 18: a signature older or newer than five minutes is refused', async () => {
    const told = await event()
    for (const minutes of [-6, 6]) {
      const at = new Date(Date.now() + minutes * 60_000)
      expect((await receive(resend.webhook(told, { at }))).status).toBe(401)
    }
    await nothingRecorded()
    expect((await receive(resend.webhook(told, { at: new Date(Date.now() - 4 * 60_000) }))).status).toBe(200)
  })

  test('an event without an id, or with one that is no svix id, is refused', async () => {
    const told = await event()
    const request = resend.webhook(told)
    request.headers.delete('svix-id')
    expect((await receive(request)).status).toBe(400)
    for (const id of ['x'.repeat(129), 'msg_é', 'msg 1', 'msg_\u00A0']) {
      expect((await receive(resend.webhook(told, { id }))).status, id).toBe(400)
    }
    await nothingRecorded()
    expect((await receive(resend.webhook(told, { id: 'x'.repeat(128) }))).status).toBe(200)
  })

  test('a body without end is refused unread', async () => {
    const request = resend.webhook({ type: 'email.sent', data: { padding: 'x'.repeat(300_000) } })
    expect((await receive(request)).status).toBe(413)
    const declared = resend.webhook({ type: 'email.sent' })
    declared.headers.set('content-length', '999999999')
    expect((await receive(declared)).status).toBe(413)
  })

  test('without a secret there is no endpoint, and with one only POST', async () => {
    expect((await receiveResendWebhook(resend.webhook({ type: 'email.sent' }), { ...ctx, log })).status).toBe(
      404,
    )
    const got = await receive(new Request('http://cabinet.test/webhooks/resend'))
    expect([got.status, got.headers.get('Allow')]).toEqual([405, 'POST'])
  })

  test('what cannot be recorded now is told again: the endpoint fails, and the repeat has its effect', async () => {
    const { id, message } = await sentLetter()
    const told = resend.event('email.delivered', message)
    const away = {
      ...ctx,
      db: ctx.db.withPlugin({
        transformQuery: () => {
          throw new Error('away')
        },
        transformResult: async ({ result }) => result,
      }),
    }
    const first = resend.webhook(told, { id: 'msg_again' })
    await expect(
      receiveResendWebhook(first, { ...away, log, resendWebhookSecret: resend.webhookSecret }),
    ).rejects.toThrow('away')
    expect((await receive(resend.webhook(told, { id: 'msg_again' }))).status).toBe(200)
    expect(await deliveryOf(id)).toBe('delivered')
  })
})

describe('an event longer than any column', () => {
  const LONG = '💣'.repeat(8_000)

  test.each(['0001-01-01T00:00:00Z', '-200000-01-01T00:00:00Z', '+200000-01-01T00:00:00Z', LONG])(
    'is recorded as far as it fits: %#',
    async (created_at) => {
      const { id, message } = await sentLetter()
      const event = resend.event('email.bounced', message, {
        email_id: LONG,
        bounce: { type: LONG, subType: LONG, message: LONG },
      })
      const response = await receive(resend.webhook({ ...event, created_at }))
      expect(response.status).toBe(200)
      expect(await deliveryOf(id)).toBe('bounced')
      const [recorded] = await events()
      expect(Array.from(recorded?.detail ?? '').length).toBeLessThanOrEqual(500)
    },
  )
})
